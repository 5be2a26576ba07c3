package dev.latchkey.local.front;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A backend that shows what really arrived: it reads the head of a request byte by byte and leaves the rest to the
 * test.
 */
final class RawServer implements AutoCloseable {

    /** Answers one request; the connection stays open after it. */
    interface Answer {
        void to(String head, InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket listening;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private volatile Answer answer = (_, _, out) -> respond(out, "200 OK", "ok");

    RawServer() throws IOException {
        listening = new ServerSocket(0, 200, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    void answers(Answer wanted) {
        answer = wanted;
    }

    /** Request lines and headers, as received. */
    List<String> heads() {
        return heads;
    }

    String lastHead() {
        return heads.getLast();
    }

    static void respond(OutputStream out, String status, String body) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** The lines up to the empty one; empty at the end of the stream. */
    static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            String head = head(in);
            while (!head.isEmpty()) {
                heads.add(head);
                answer.to(head, in, socket.getOutputStream());
                head = head(in);
            }
        } catch (IOException | InterruptedException _) {
            // the test is over, or about exactly this
        }
    }
}
