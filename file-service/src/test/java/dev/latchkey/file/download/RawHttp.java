package dev.latchkey.file.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A connection without any library between the test and the wire: what is sent is exactly what the test says. */
final class RawHttp implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 15_000;

    private final Socket socket;
    private final InputStream input;
    private final String host;

    /** An answer as it came. */
    record Answer(int status, Map<String, String> headers, byte[] body) {

        String header(String name) {
            return headers.get(name);
        }

        Optional<String> optionalHeader(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The parts of a multipart body, in their order: what each says where it lies, and its bytes. */
        Map<String, byte[]> parts() {
            String type = header("Content-Type");
            assertThat(type).startsWith("multipart/byteranges; boundary=");
            String delimiter = "\r\n--" + type.substring(type.indexOf('=') + 1);
            String[] pieces = new String(body, StandardCharsets.ISO_8859_1).split(delimiter, -1);
            assertThat(pieces[0]).isEmpty();
            assertThat(pieces[pieces.length - 1]).isEqualTo("--\r\n");
            Map<String, byte[]> parts = new LinkedHashMap<>();
            for (String piece : List.of(pieces).subList(1, pieces.length - 1)) {
                int headEnd = piece.indexOf("\r\n\r\n");
                String range = piece.substring(0, headEnd).replaceFirst("(?s).*\r\nContent-Range: bytes ", "");
                parts.put(range, piece.substring(headEnd + 4).getBytes(StandardCharsets.ISO_8859_1));
            }
            return parts;
        }
    }

    RawHttp(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        input = new BufferedInputStream(socket.getInputStream());
        host = server.getAuthority();
    }

    /** Sends a request on a connection of its own. */
    static Answer ask(URI server, String method, String path, String... headers) throws IOException {
        try (RawHttp connection = new RawHttp(server)) {
            connection.send(method, path, headers);
            return connection.answer(method.equals("HEAD"));
        }
    }

    void send(String method, String path, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a whole answer; the body of one without a length ends with its last chunk or with the connection. */
    Answer answer(boolean head) throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.merge(line.substring(0, colon), line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
        }
        boolean bodiless = head || status == 304 || status == 204;
        return new Answer(status, headers, bodiless ? new byte[0] : body(headers));
    }

    /** Reads the head of an answer and as much of its body. */
    byte[] body(int count) throws IOException {
        while (!line().isEmpty()) {
            // the head
        }
        return input.readNBytes(count);
    }

    /** Reads some of the raw bytes. */
    byte[] some(int count) throws IOException {
        return input.readNBytes(count);
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if ("chunked".equals(headers.get("Transfer-Encoding"))) {
            return chunks();
        }
        String length = headers.get("Content-Length");
        if (length == null) {
            return input.readAllBytes();
        }
        byte[] body = input.readNBytes(Integer.parseInt(length));
        if (body.length < Integer.parseInt(length)) {
            throw new EOFException("cut after " + body.length + " of " + length);
        }
        return body;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(input.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = input.read(); c != '\n'; c = input.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
