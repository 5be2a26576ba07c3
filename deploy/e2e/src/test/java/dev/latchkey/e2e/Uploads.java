package dev.latchkey.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;

/** Uploads over a bare socket, which can be cut wherever one likes. */
final class Uploads {

    private static final int PIECE = 64 << 10;
    private static final String BOUNDARY = "----cut-here";

    private Uploads() {}

    /** In which of the dialect's ways the file is sent. */
    enum Kind {
        /** The body is the file, its length is told. */
        PUT,
        /** The body is the file, in chunks. */
        PUT_CHUNKED,
        /** A form with the file in it. */
        MULTIPART
    }

    /** An upload under way. */
    record Cut(Socket socket) {

        /** Ends the connection as a client does that closes it. */
        void close() throws IOException {
            socket.close();
        }

        /** Ends the connection as a client does that dies. */
        void abandon() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    /** Sends the head of an upload and so many of its bytes. */
    static Cut begin(Latchkey latchkey, Api api, String name, int announced, int sent, Kind kind) throws IOException {
        URI address = latchkey.stack().http();
        Socket socket = new Socket(InetAddress.getByName(address.getHost()), address.getPort());
        OutputStream out = socket.getOutputStream();
        String target = "/uploadfile?" + api.query("folderid", 0, "filename", name, "nopartial", 1);
        String host = "Host: " + address.getAuthority() + "\r\n";
        out.write(utf8(
                switch (kind) {
                    case PUT -> "PUT " + target + " HTTP/1.1\r\n" + host + "Content-Length: " + announced + "\r\n\r\n";
                    case PUT_CHUNKED -> "PUT " + target + " HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n";
                    case MULTIPART ->
                        "POST " + target + " HTTP/1.1\r\n" + host
                                + "Content-Type: multipart/form-data; boundary=" + BOUNDARY + "\r\nContent-Length: "
                                + announced + "\r\n\r\n--" + BOUNDARY
                                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                                + "\"\r\n\r\n";
                }));
        Random random = new Random(name.hashCode());
        byte[] piece = new byte[PIECE];
        for (int done = 0; done < sent; done += PIECE) {
            random.nextBytes(piece);
            if (kind == Kind.PUT_CHUNKED) {
                out.write(utf8(Integer.toHexString(PIECE) + "\r\n"));
            }
            out.write(piece);
            if (kind == Kind.PUT_CHUNKED) {
                out.write(utf8("\r\n"));
            }
        }
        out.flush();
        return new Cut(socket);
    }

    /** Waits until the bytes of an upload have come to the disk of the blob store. */
    static void awaitTemporaryFile(Latchkey latchkey) {
        Await.until("the upload has reached the disk", () -> temporaryBytes(latchkey), bytes -> bytes > 0);
    }

    /** Waits until nothing of an upload is left there. */
    static void awaitNoTemporaryFile(Latchkey latchkey) {
        Await.until("nothing of the upload is left", () -> temporaryFiles(latchkey), files -> files == 0);
    }

    private static long temporaryFiles(Latchkey latchkey) {
        try (Stream<Path> files = Files.list(latchkey.stack().blobs().resolve("tmp"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long temporaryBytes(Latchkey latchkey) {
        try (Stream<Path> files = Files.list(latchkey.stack().blobs().resolve("tmp"))) {
            return files.mapToLong(Uploads::size).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException _) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
