package dev.latchkey.file.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.blob.Blob;
import dev.latchkey.file.blob.ContentStore;
import dev.latchkey.file.revocation.TinyLinkService;
import dev.latchkey.protocol.signedurl.SignedUrl;
import dev.latchkey.protocol.signedurl.SignedUrlCodec;
import dev.latchkey.protocol.testing.OpenOperation.Answer;
import dev.latchkey.protocol.testing.OpenOperation.Header;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reference says of the content path is what comes back. */
@QuarkusTest
@QuarkusTestResource(TinyLinkService.class)
@Timeout(60)
final class ContentOperationsTest {

    @TestHTTPResource("/")
    URI server;

    @Inject
    SignedUrlCodec codec;

    @Inject
    ContentStore store;

    private Blob blob;

    @BeforeEach
    void storeText() throws IOException {
        blob = store.store(new ByteArrayInputStream("0123456789".getBytes()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            X-Nothing: asked                      | 200
            Range: bytes=2-3                      | 206
            If-None-Match: *                      | 304
            If-Match: "other"                     | 412
            Range: bytes=10-                      | 416
            """)
    void what_is_answered_is_declared(String header, int status) throws IOException {
        for (String type : List.of("text/plain", "text/html")) {
            String path = codec.sign(url(Instant.now().plusSeconds(3600), type), "a");
            assertDeclared("GET", path, header, status);
            assertDeclared("HEAD", path, header, status);
        }
    }

    @Test
    void refusals_are_declared() throws IOException {
        String old = codec.sign(url(Instant.now().minusSeconds(1), "text/plain"), "a");
        assertDeclared("GET", old, "X-Nothing: asked", 410);
        assertDeclared("HEAD", old, "X-Nothing: asked", 410);
        assertDeclared("GET", old + "b", "X-Nothing: asked", 403);
    }

    @Test
    void what_is_allowed_is_declared() throws IOException {
        assertDeclared("OPTIONS", "/c/x/y", "X-Nothing: asked", 204);
    }

    private void assertDeclared(String verb, String path, String header, int status) throws IOException {
        RawHttp.Answer answer = RawHttp.ask(server, verb, path, header);
        assertThat(answer.status()).isEqualTo(status);
        Answer declared = ContentOperations.declared().stream()
                .filter(operation ->
                        operation.verb().equals(verb) && operation.path().endsWith("/{name}"))
                .flatMap(operation -> operation.answers().stream())
                .filter(one -> one.status() == status)
                .findFirst()
                .orElseThrow();
        Set<String> told = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        told.addAll(List.of("Content-Type", "Content-Length"));
        declared.headers().stream().map(Header::name).forEach(told::add);
        assertThat(told).as(verb + " " + status).containsAll(answer.headers().keySet());
        if (!answer.optionalHeader("Content-Length").orElse("0").equals("0") && !verb.equals("HEAD")) {
            String type = answer.header("Content-Type");
            assertThat(declared.types()).containsAnyOf("*/*", type.replaceFirst(";.*", ""));
        }
        if (answer.header("X-Error") != null) {
            assertThat(declared.errors())
                    .anyMatch(error -> Integer.toString(error.code()).equals(answer.header("X-Error")));
        }
    }

    private SignedUrl url(Instant end, String type) {
        return SignedUrl.of(blob.sha256(), blob.size(), type, end);
    }
}
