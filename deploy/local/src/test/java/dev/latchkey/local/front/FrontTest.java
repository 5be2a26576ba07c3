package dev.latchkey.local.front;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FrontTest {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
    private static final long BIG = 512L << 20;

    private RawServer backend;
    private Front front;

    @BeforeEach
    void open() throws Exception {
        backend = new RawServer();
        front = front(backend.port());
    }

    @AfterEach
    void close() throws IOException {
        front.close();
        backend.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/listfolder",
                "/listfolder?",
                "/listfolder?path=%2F&b=%e4+%20&a=1&&c",
                "/api/file_list?api_key=k&path=/&signature=0aF",
                "/api/file_list.xml?z=1&a=%7Euser~&q=a'b(c)*!",
                "/c/AbC-_9/So%20ng%2B(1)%27.mp3",
                "/c/AbC//x%2Fy;v=1",
                "/s/%41%62?x=[1]|{2}"
            })
    void the_target_arrives_byte_for_byte(String target) throws IOException {
        assertThat(exchange("GET " + target + " HTTP/1.1\r\nHost: localhost:8443\r\n\r\n"))
                .startsWith("HTTP/1.1 200");

        assertThat(backend.lastHead()).startsWith("GET " + target + " HTTP/1.1\r\n");
    }

    @Test
    void the_host_stays_and_the_caller_is_told_by_the_front_alone() throws IOException {
        exchange("""
                GET /listfolder HTTP/1.1
                Host: Api.Localhost:8443
                X-Forwarded-For: 6.6.6.6
                x-forwarded-proto: gopher
                X-FORWARDED-HOST: evil.example
                X-Forwarded-Prefix: /evil
                Forwarded: for=6.6.6.6
                X-Real-IP: 6.6.6.6
                Cookie: timeformat=timestamp; Path=/
                Authorization: Bearer abc

                """.replace("\n", "\r\n"));

        assertThat(backend.lastHead().lines())
                .anyMatch(line -> line.equalsIgnoreCase("host: Api.Localhost:8443"))
                .anyMatch(line -> line.equalsIgnoreCase("x-forwarded-for: 127.0.0.1"))
                .anyMatch(line -> line.equalsIgnoreCase("x-forwarded-proto: http"))
                .anyMatch(line -> line.equalsIgnoreCase("x-forwarded-host: Api.Localhost:8443"))
                .anyMatch(line -> line.equalsIgnoreCase("cookie: timeformat=timestamp; Path=/"))
                .anyMatch(line -> line.equalsIgnoreCase("authorization: Bearer abc"))
                .noneMatch(line -> line.contains("6.6.6.6") || line.contains("evil") || line.contains("gopher"));
    }

    @Test
    void a_connection_serves_many_requests() throws IOException {
        try (Client client = new Client()) {
            for (int i = 0; i < 20; i++) {
                client.send("GET /listfolder?i=" + i + " HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.response()).endsWith("ok");
                client.send("GET /unknown HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.response()).startsWith("HTTP/1.1 404");
            }
        }
        assertThat(backend.heads()).hasSize(20);
    }

    @Test
    void internal_paths_and_unknown_methods_never_reach_a_service() throws IOException {
        for (String target :
                new String[] {"/internal/files", "/q/health/ready", "/nosuchmethod", "/c/../internal/files"}) {
            assertThat(exchange("POST " + target + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"))
                    .startsWith("HTTP/1.1 404 Not Found\r\n")
                    .contains("content-type: application/json")
                    .endsWith("{\"result\":404,\"error\":\"Unknown method.\"}");
        }
        assertThat(exchange("GET http://x/listfolder HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 404");
        assertThat(backend.heads()).isEmpty();
    }

    @Test
    void the_root_tells_what_this_is() throws IOException {
        assertThat(exchange("GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("<h1>Latchkey</h1>");
    }

    @Test
    void a_dead_service_is_told_at_once_in_the_dialect() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        try (Front alone = front(nobody);
                Client client = new Client(alone)) {
            long start = System.nanoTime();
            client.send("PUT /listfolder HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(client.response())
                    .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
                    .containsIgnoringCase("content-type: application/json")
                    .contains("\"result\":5002");
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(2));
            client.send("GET /listfolder HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.response()).startsWith("HTTP/1.1 503");
        }
    }

    @Test
    void a_service_that_hangs_up_without_an_answer_is_told_too() throws IOException {
        backend.answers((_, _, _) -> {
            throw new IOException("hang up");
        });

        assertThat(exchange("GET /listfolder HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 503")
                .contains("5002");
    }

    @Test
    void a_download_that_breaks_off_never_looks_complete() throws IOException {
        backend.answers((_, _, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this".getBytes(ISO_8859_1));
            out.flush();
            throw new IOException("hang up");
        });

        try (Client client = new Client()) {
            client.send("GET /listfolder HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThatThrownBy(client::response).isInstanceOf(IOException.class).hasMessage("cut");
        }
    }

    @Test
    void ranges_pass_both_ways() throws IOException {
        backend.answers((_, _, out) -> {
            out.write(
                    "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 2-4/10\r\nETag: \"x\"\r\nContent-Length: 3\r\n\r\ncde"
                            .getBytes(ISO_8859_1));
            out.flush();
        });

        assertThat(exchange("GET /c/t/n HTTP/1.1\r\nHost: x\r\nRange: bytes=2-4\r\nIf-Range: \"x\"\r\n\r\n"))
                .startsWith("HTTP/1.1 206")
                .containsIgnoringCase("Content-Range: bytes 2-4/10")
                .containsIgnoringCase("ETag: \"x\"")
                .endsWith("\r\n\r\ncde");
        assertThat(backend.lastHead())
                .containsIgnoringCase("range: bytes=2-4\r\n")
                .containsIgnoringCase("if-range: \"x\"\r\n");
    }

    @Test
    void head_keeps_the_length_and_has_no_body() throws IOException {
        backend.answers((_, _, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1234567\r\n\r\n".getBytes(ISO_8859_1));
            out.flush();
        });

        try (Client client = new Client()) {
            client.send("HEAD /c/t/n HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 200").containsIgnoringCase("content-length: 1234567");
            client.send("HEAD /unknown HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head()).as("nothing in between").startsWith("HTTP/1.1 404");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"204 No Content", "304 Not Modified"})
    void a_status_without_body_stays_so(String status) throws IOException {
        backend.answers((_, _, out) -> {
            out.write(("HTTP/1.1 " + status + "\r\nETag: \"x\"\r\n\r\n").getBytes(ISO_8859_1));
            out.flush();
        });

        try (Client client = new Client()) {
            client.send("GET /c/t/n HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 " + status).doesNotContainIgnoringCase("transfer-encoding");
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void a_chunked_answer_streams_while_it_is_made() throws Exception {
        CompletableFuture<Void> firstSeen = new CompletableFuture<>();
        backend.answers((_, _, out) -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n".getBytes(ISO_8859_1));
            out.flush();
            firstSeen.join();
            out.write("4\r\nlast\r\n0\r\n\r\n".getBytes(ISO_8859_1));
            out.flush();
        });

        try (Client client = new Client()) {
            client.send("GET /c/t/n HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head()).containsIgnoringCase("transfer-encoding: chunked");
            assertThat(client.line()).isEqualTo("5");
            assertThat(client.line()).isEqualTo("first");
            firstSeen.complete(null);
            assertThat(client.line()).isEqualTo("4");
            assertThat(client.line()).isEqualTo("last");
            assertThat(client.line()).isEqualTo("0");
        }
    }

    @Test
    void an_upload_is_asked_for_when_the_client_waits_for_that() throws IOException {
        backend.answers((_, in, out) -> RawServer.respond(out, "200 OK", new String(in.readNBytes(5), ISO_8859_1)));

        try (Client client = new Client()) {
            client.send("PUT /listfolder HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 100");
            client.send("hello");
            assertThat(client.response()).startsWith("HTTP/1.1 200").endsWith("hello");
        }
    }

    @Test
    void a_chunked_upload_arrives() throws IOException {
        backend.answers((_, in, out) -> {
            String body = "";
            while (!body.endsWith("0\r\n\r\n")) {
                body += (char) in.read();
            }
            RawServer.respond(out, "200 OK", body.contains("hello") && body.contains("world") ? "both" : body);
        });

        assertThat(
                        exchange(
                                "PUT /listfolder HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5\r\nworld\r\n0\r\n\r\n"))
                .endsWith("both");
    }

    @Test
    void an_answer_before_the_end_of_the_upload_reaches_the_client() throws IOException {
        backend.answers((_, _, out) -> RawServer.respond(out, "200 OK", "{\"result\":2008}"));

        try (Client client = new Client()) {
            client.send("PUT /listfolder HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\nfirst bytes");
            assertThat(client.response()).endsWith("{\"result\":2008}");
        }
    }

    @Test
    void large_headers_and_long_targets_pass() throws IOException {
        String large = "x".repeat(30_000);

        assertThat(exchange("GET /listfolder?a=" + large + " HTTP/1.1\r\nHost: x\r\nCookie: a=" + large + "\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(backend.lastHead()).hasSizeGreaterThan(60_000);
    }

    @Test
    void a_big_download_flows_without_being_held() throws Exception {
        backend.answers((_, _, out) -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + BIG + "\r\n\r\n").getBytes(ISO_8859_1));
            byte[] block = new byte[1 << 16];
            for (long sent = 0; sent < BIG; sent += block.length) {
                out.write(block);
            }
            out.flush();
        });

        try (Client client = new Client()) {
            client.send("GET /c/t/n HTTP/1.1\r\nHost: x\r\n\r\n");
            client.head();
            TimeUnit.SECONDS.sleep(1); // a front that held bytes would hold them now
            assertThat(usedBytes()).isLessThan(100L << 20);
            assertThat(client.skip(BIG)).isEqualTo(BIG);
        }
        assertThat(usedBytes()).isLessThan(100L << 20);
    }

    @Test
    void a_big_upload_flows_without_being_held() throws Exception {
        CompletableFuture<Void> reading = new CompletableFuture<>();
        backend.answers((_, in, out) -> {
            reading.join();
            in.skipNBytes(BIG);
            RawServer.respond(out, "200 OK", "all");
        });

        try (Client client = new Client()) {
            client.send("PUT /listfolder HTTP/1.1\r\nHost: x\r\nContent-Length: " + BIG + "\r\n\r\n");
            Thread sending = Thread.ofVirtual().start(() -> client.sendZeros(BIG));
            TimeUnit.SECONDS.sleep(1);
            assertThat(usedBytes()).isLessThan(100L << 20);
            assertThat(sending.isAlive()).as("waits for the service").isTrue();
            reading.complete(null);
            assertThat(client.response()).endsWith("all");
        }
    }

    @Test
    void a_client_that_leaves_ends_the_request_at_the_service() throws Exception {
        CompletableFuture<Boolean> noticed = new CompletableFuture<>();
        backend.answers((_, _, out) -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + BIG + "\r\n\r\n").getBytes(ISO_8859_1));
            try {
                byte[] block = new byte[1 << 16];
                for (long sent = 0; sent < BIG; sent += block.length) {
                    out.write(block);
                }
                noticed.complete(false);
            } catch (IOException _) {
                noticed.complete(true);
            }
        });

        try (Client client = new Client()) {
            client.send("GET /c/t/n HTTP/1.1\r\nHost: x\r\n\r\n");
            client.head();
        }

        assertThat(noticed.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void an_upload_that_is_cut_is_cut_at_the_service() throws Exception {
        String begun = "only this";
        CountDownLatch arrived = new CountDownLatch(1);
        CompletableFuture<Integer> more = new CompletableFuture<>();
        backend.answers((_, in, _) -> {
            in.readNBytes(begun.length());
            arrived.countDown();
            more.complete(in.readAllBytes().length);
        });

        try (Client client = new Client()) {
            client.send("PUT /listfolder HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n" + begun);
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(more.get(10, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void a_hundred_clients_at_once_are_all_served() throws Exception {
        backend.answers((head, _, out) -> {
            TimeUnit.MILLISECONDS.sleep(50);
            RawServer.respond(out, "200 OK", head.substring(head.indexOf('=') + 1, head.indexOf(" HTTP")));
        });
        CompletableFuture<?>[] clients = new CompletableFuture<?>[100];
        for (int i = 0; i < clients.length; i++) {
            int number = i;
            clients[i] = CompletableFuture.runAsync(
                    () -> {
                        try {
                            assertThat(exchange("GET /listfolder?i=" + number + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                                    .endsWith("\r\n\r\n" + number);
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    },
                    command -> Thread.ofVirtual().start(command));
        }

        CompletableFuture.allOf(clients).get(30, TimeUnit.SECONDS);
    }

    @Test
    void a_taken_port_is_an_error() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Front.open(routes(), Map.of(), listen(taken.getLocalPort())))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + taken.getLocalPort());
        }
    }

    private static Front front(int port) throws Exception {
        return Front.open(
                routes(), Map.of("file-service", port, "link-service", port, "auth-service", port), listen(0));
    }

    private static Listen listen(int http) throws Exception {
        TestCertificate certificate = TestCertificate.make();
        return new Listen("127.0.0.1", http, 0, certificate.certificate(), certificate.key());
    }

    private static Routes routes() throws IOException {
        return Routes.read(new ByteArrayInputStream("""
                [{"path": "/listfolder", "match": "EXACT", "service": "file-service"},
                 {"path": "/api/", "match": "PREFIX", "service": "link-service"},
                 {"path": "/c/", "match": "PREFIX", "service": "file-service"},
                 {"path": "/s/", "match": "PREFIX", "service": "link-service"}]
                """.getBytes(ISO_8859_1)));
    }

    private static long usedBytes() {
        System.gc();
        long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        return heap + io.netty.util.internal.PlatformDependent.usedDirectMemory();
    }

    private String exchange(String request) throws IOException {
        try (Client client = new Client()) {
            client.send(request);
            return client.response();
        }
    }

    /** A client that sends exactly what it is told. */
    private final class Client implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Client() throws IOException {
            this(front);
        }

        Client(Front called) throws IOException {
            socket = new Socket("127.0.0.1", called.httpPort());
            socket.setSoTimeout(20_000);
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        void send(String text) throws IOException {
            out.write(text.getBytes(ISO_8859_1));
            out.flush();
        }

        void sendZeros(long count) {
            try {
                byte[] block = new byte[1 << 16];
                for (long sent = 0; sent < count; sent += block.length) {
                    out.write(block);
                }
            } catch (IOException _) {
                // the other side's assertions tell
            }
        }

        String head() throws IOException {
            return RawServer.head(in);
        }

        String line() throws IOException {
            StringBuilder line = new StringBuilder();
            while (line.indexOf("\r\n") < 0) {
                line.append((char) in.read());
            }
            return line.substring(0, line.length() - 2);
        }

        String response() throws IOException {
            String head = head();
            Matcher length = LENGTH.matcher(head);
            int expected = length.find() ? Integer.parseInt(length.group(1)) : 0;
            byte[] body = in.readNBytes(expected);
            if (head.isEmpty() || body.length < expected) {
                throw new IOException("cut");
            }
            return head + new String(body, ISO_8859_1);
        }

        long skip(long count) throws IOException {
            in.skipNBytes(count);
            return count;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
