package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.Service;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same system behind nginx, with the configuration that {@code deploy/nginx} offers. */
@WholeSystem
@TestInstance(Lifecycle.PER_CLASS)
class NginxTest {

    private static final byte[] BYTES = new byte[3 << 20];

    static {
        new Random(3).nextBytes(BYTES);
    }

    private final Latchkey latchkey;
    private Nginx nginx;
    private Person owner;
    private Api api;

    NginxTest(Latchkey latchkey) {
        this.latchkey = latchkey;
    }

    @BeforeAll
    void start() throws Exception {
        Map<Service, List<URI>> replicas = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            replicas.put(service, List.of(latchkey.stack().address(service)));
        }
        nginx = Nginx.start(latchkey, "nginx", replicas);
        owner = latchkey.newPerson();
        api = owner.api().over(nginx.https());
    }

    @AfterAll
    void stop() throws Exception {
        if (nginx != null) {
            nginx.close();
        }
    }

    @Test
    void an_upload_reaches_the_service_while_it_is_being_sent() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        InputStream rest = new InputStream() {
            @Override
            public int read() {
                try {
                    arrived.await();
                    return -1;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        InputStream halting = new SequenceInputStream(new ByteArrayInputStream(BYTES), rest);
        try (ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> upload = sender.submit(() -> api.answer(
                    "uploadfile",
                    api.request("uploadfile", api.query("folderid", 0, "filename", "streamed.bin"))
                            .header("Content-Type", "application/octet-stream")
                            .PUT(BodyPublishers.ofInputStream(() -> halting))));
            try {
                Uploads.awaitTemporaryFile(latchkey);
            } finally {
                arrived.countDown();
            }

            assertThat(upload.get().ok().number("metadata/0/size")).isEqualTo(BYTES.length);
        }
    }

    @Test
    void ranges_and_conditions_are_intact() {
        long file = api.upload("ranged.bin", BYTES);
        URI content = onNginx(api.call("getfilelink", "fileid", file));

        HttpResponse<byte[]> whole = latchkey.fetch(content);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(BYTES);
        assertThat(whole.headers().firstValue("Accept-Ranges")).contains("bytes");
        HttpResponse<byte[]> part = latchkey.fetch(content, "Range", "bytes=1000-1999999");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 1000-1999999/" + BYTES.length);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(BYTES, 1000, 2_000_000));
        assertThat(latchkey.fetch(content, "Range", "bytes=" + BYTES.length + "-")
                        .statusCode())
                .isEqualTo(416);
        String tag = whole.headers().firstValue("ETag").orElseThrow();
        assertThat(latchkey.fetch(content, "If-None-Match", tag).statusCode()).isEqualTo(304);
        HttpResponse<byte[]> head = latchkey.head(content);
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(BYTES.length);
    }

    @Test
    void nobody_but_nginx_says_who_the_client_is() {
        Answer answer = api.answer(
                "getip",
                api.request("getip", "")
                        .header("X-Forwarded-For", "203.0.113.7")
                        .header("Forwarded", "for=203.0.113.8")
                        .header("X-Real-IP", "203.0.113.9")
                        .GET());

        assertThat(answer.ok().text("ip")).isEqualTo("127.0.0.1");
    }

    /** The signature is over the address that the client used: scheme, host, port and path have to come through. */
    @Test
    void signed_requests_are_verified() {
        long file = api.upload("signed.txt", new byte[] {1});

        HttpResponse<String> answer =
                Signer.of(latchkey, owner).over(nginx.https()).createFileLink(".xml", "file_id", file);

        assertThat(answer.body()).contains("<downloadLink>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/identify",
                "/internal/files",
                "/INTERNAL/files",
                "//internal/files",
                "/c/../internal/files",
                "/c/%2e%2e/internal/files",
                "/c/..%2finternal/files",
                "/s/..%2Finternal/revocations",
                "/internal/accounts/..%2f..%2fc%2fx/usage",
                "/q/health",
                "/q/metrics",
                "/Q/metrics",
                "//q/metrics",
                "/%71/metrics",
                "/q%2fmetrics",
                "/q;a=b/metrics",
                "/c/../q/metrics",
                "/q/metrics/../../getip",
                "/q/metrics/..%2f..%2fgetip",
                "/q/metrics/..%2F..%2Fgetip?x=y",
                "/q/metrics/%2e%2e/%2E./getip",
                "/q/metrics/..%2f..%2fc%2fx",
                "/q/metrics;/../../getip",
                "/getip#/../q/metrics",
                "/c/..;a=b/internal/files",
                "/c/..\\internal/files",
                "/c/..%5cinternal/files",
                "/c/..?x=y",
                "/c/.",
                "//getip",
                "https://localhost/q/metrics",
                "https://localhost/q/metrics/..%2f..%2fgetip",
                "/nosuchmethod",
                "/listfolder/",
                "/"
            })
    void nothing_else_is_routed(String target) throws IOException {
        assertThat(raw(target))
                .startsWith("HTTP/1.1 404 ")
                .containsIgnoringCase("Content-Type: application/json\r\n")
                .endsWith("\r\n\r\n{\"result\":404,\"error\":\"Unknown method.\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b.txt", "..hidden", ".hidden", "...", "..;hidden", "end.."})
    void dots_in_names_and_queries_are_no_dot_segments(String name) throws IOException {
        long file = api.upload(name, new byte[] {7});
        URI content = latchkey.contentOf(api.call("getfilelink", "fileid", file));

        assertThat(raw(content.getRawPath())).startsWith("HTTP/1.1 200 ");
        assertThat(raw("/getip?x=/../y&z=..%2f" + name)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void one_request_has_one_id() {
        HttpResponse<String> own =
                send(HttpRequest.newBuilder(nginx.https().resolve("/getip")).header("X-Request-Id", "my-own.id_1"));
        HttpResponse<String> made =
                send(HttpRequest.newBuilder(nginx.https().resolve("/getip")).header("X-Request-Id", "not harmless"));
        HttpResponse<String> refused = send(HttpRequest.newBuilder(nginx.https().resolve("/nosuchmethod")));

        assertThat(own.headers().allValues("X-Request-Id")).containsExactly("my-own.id_1");
        assertThat(made.headers().allValues("X-Request-Id"))
                .singleElement()
                .asString()
                .matches("[0-9a-f]{32}");
        assertThat(refused.headers().allValues("X-Request-Id")).hasSize(1);
        Await.until(
                "the access log has it",
                () -> latchkey.logs()
                        .text(latchkey.stack().logs().resolve("nginx-access.log"))
                        .contains("\"requestId\":\"my-own.id_1\""));
    }

    @Test
    void a_service_that_is_gone_is_told_in_the_dialects_words() throws Exception {
        Map<Service, List<URI>> nowhere = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            nowhere.put(service, Collections.singletonList(URI.create("http://127.0.0.1:1")));
        }
        try (Nginx alone = Nginx.start(latchkey, "nginx-alone", nowhere)) {
            HttpResponse<String> answer =
                    send(HttpRequest.newBuilder(alone.https().resolve("/getip")));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("X-Error")).contains("5002");
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"result\":5002,\"error\":\"Internal error, no servers available. Try again later.\"}");
        }
    }

    private URI onNginx(Answer link) {
        return nginx.https().resolve(latchkey.contentOf(link).getRawPath());
    }

    /** Sends a target as it is, also what no client would send. */
    private String raw(String target) throws IOException {
        try (Socket socket = latchkey.stack()
                .tls()
                .getSocketFactory()
                .createSocket(nginx.https().getHost(), nginx.https().getPort())) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return Api.send(latchkey.client(), request.timeout(Await.PATIENCE).build(), BodyHandlers.ofString());
    }
}
