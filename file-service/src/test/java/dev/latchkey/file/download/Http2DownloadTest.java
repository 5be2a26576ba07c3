package dev.latchkey.file.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.file.blob.Blob;
import dev.latchkey.file.blob.ContentStore;
import dev.latchkey.protocol.signedurl.SignedUrl;
import dev.latchkey.protocol.signedurl.SignedUrlCodec;
import dev.latchkey.protocol.value.LinkId;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.StreamResetException;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Downloads that share a connection, as a gateway's do. */
@QuarkusTest
@Timeout(60)
final class Http2DownloadTest {

    private static final int SIZE = 200_000;
    private static final long SPEED = 100_000;

    @TestHTTPResource("/")
    URI server;

    @Inject
    SignedUrlCodec codec;

    @Inject
    ContentStore store;

    @Inject
    Vertx vertx;

    private HttpClient client;

    @BeforeEach
    void connect() {
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setDefaultHost(server.getHost())
                .setDefaultPort(server.getPort());
        client = vertx.createHttpClient(options, new PoolOptions().setHttp2MaxSize(1));
    }

    @AfterEach
    void disconnect() {
        client.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whole_files_parts_and_heads_are_what_they_are_on_http_1() {
        byte[] content = bytes(1);
        String path = codec.sign(url(store(content)), "a.bin");

        HttpClientResponse whole = ask(HttpMethod.GET, path, "bytes=0-");
        byte[] body = join(body(whole)).getBytes();
        HttpClientResponse part = ask(HttpMethod.GET, path, "bytes=99999-150000");
        byte[] partBody = join(body(part)).getBytes();
        HttpClientResponse head = ask(HttpMethod.HEAD, path, "bytes=-5");

        assertThat(whole.version()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(whole.getHeader("Content-Range")).isEqualTo("bytes 0-199999/200000");
        assertThat(body).isEqualTo(content);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(partBody).isEqualTo(Arrays.copyOfRange(content, 99_999, 150_001));
        assertThat(head.getHeader("Content-Length")).isEqualTo("5");
        assertThat(join(body(head)).length()).isZero();
    }

    @Test
    void a_download_that_breaks_off_does_not_take_the_others_on_the_connection_with_it() throws IOException {
        byte[] content = bytes(2);
        Blob breaking = store(bytes(3));
        Future<Buffer> lost = begin(codec.sign(url(breaking).withMaxSpeed(SPEED), "lost.bin"));
        Future<Buffer> other = begin(codec.sign(url(store(content)).withMaxSpeed(SPEED), "other.bin"));

        Path file = store.path(breaking.sha256()).orElseThrow();
        try {
            Files.write(file, new byte[0]);

            assertThatThrownBy(() -> join(lost)).hasRootCauseInstanceOf(StreamResetException.class);
            assertThat(join(other).getBytes()).isEqualTo(content);
        } finally {
            Files.delete(file);
        }
    }

    /** When this returns, the answer has begun; the rest comes later. */
    private Future<Buffer> begin(String path) {
        HttpClientResponse response = ask(HttpMethod.GET, path, "bytes=0-");
        assertThat(response.statusCode()).isEqualTo(206);
        return body(response);
    }

    private HttpClientResponse ask(HttpMethod method, String path, String range) {
        Future<HttpClientRequest> request = client.request(method, path);
        return join(
                request.compose(begun -> begun.putHeader("Range", range).send().map(HttpClientResponse::pause)));
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        Future<Buffer> body = response.body();
        response.resume();
        return body;
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static SignedUrl url(Blob blob) {
        return SignedUrl.of(
                        blob.sha256(),
                        blob.size(),
                        "application/octet-stream",
                        Instant.now().plusSeconds(3600))
                .forLink(new LinkId(0), 0);
    }

    private Blob store(byte[] content) {
        try {
            return store.store(new ByteArrayInputStream(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(int seed) {
        byte[] bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
