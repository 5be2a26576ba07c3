package dev.latchkey.file.upload;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Sends requests byte for byte as captured from clients, or cuts them short. */
final class RawHttp {

    private RawHttp() {}

    /** A body of texts and bytes, one after the other; lines in texts end in CRLF. */
    static byte[] bytes(Object... pieces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Object piece : pieces) {
            bytes.writeBytes(
                    piece instanceof byte[] raw
                            ? raw
                            : piece.toString().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Sends a head, to which host and length are added, and a body; answers the JSON that comes back. */
    static JsonPath send(String head, byte[] body) throws IOException {
        return exchange(head + "\nContent-Length: " + body.length, body);
    }

    /** Sends a head that says itself how the body ends. */
    static JsonPath exchange(String head, byte[] body) throws IOException {
        try (Socket socket = open(head)) {
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return JsonPath.from(new String(response(socket.getInputStream()), StandardCharsets.UTF_8));
        }
    }

    /** Sends a head and the beginning of a body, then hangs up. */
    static void sendAndHangUp(String head, byte[] begunBody) throws IOException, InterruptedException {
        try (Socket socket = open(head)) {
            socket.getOutputStream().write(begunBody);
            socket.getOutputStream().flush();
            // What was sent shall have arrived before the end does.
            Thread.sleep(200);
        }
    }

    private static Socket open(String head) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(bytes(head, "\nHost: localhost\n\n"));
        return socket;
    }

    private static byte[] response(InputStream in) throws IOException {
        String head = head(in);
        for (String line : head.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                return in.readNBytes(Integer.parseInt(line.substring(15).strip()));
            }
        }
        throw new IOException("no length in " + head);
    }

    /** Reads the head of an answer. */
    static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no answer, only: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
