package dev.latchkey.link.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.link.remote.Neighbour.Answer;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.remote.FilesReply;
import dev.latchkey.protocol.remote.FilesRequest;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter against a real server that is right, slow, broken or gone. */
@QuarkusTest
class RestFilesTest implements FilesContract {

    private static final String PATH = "/internal/files";
    private static final Duration SOON = Duration.ofSeconds(2);

    @Inject
    RestFiles files;

    @Inject
    ObjectMapper json;

    @Inject
    CircuitBreakerMaintenance breakers;

    @ConfigProperty(name = FreePort.PORT)
    int port;

    private final InMemoryFiles behind = new InMemoryFiles();
    private Neighbour fileService;

    @BeforeEach
    void start() throws IOException {
        breakers.resetAll();
        fileService = new Neighbour(port).on(PATH, body -> Answer.ok(answer(body)));
    }

    @AfterEach
    void stop() {
        fileService.close();
        breakers.resetAll();
    }

    @Override
    public Files files() {
        return files;
    }

    @Override
    public FileHandle put(FileHandle file) {
        return behind.put(file);
    }

    @Override
    public void goAway() {
        fileService.close();
    }

    @Test
    void proves_to_file_service_who_asks() {
        put(FilesContract.file(71));
        files.find(FilesContract.byId(71));
        String token = fileService.authorization().orElseThrow();
        assertThat(token).startsWith("Bearer ");
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        assertThat(claims).contains("\"aud\":\"file-service\"").contains("\"sub\":\"link-service\"");
    }

    @Test
    void a_server_that_says_nothing_is_given_up_soon_and_not_asked_again() {
        fileService.silentOn(PATH);
        assertRefusedSoon();
        assertThat(fileService.calls(PATH)).isEqualTo(1);
    }

    @Test
    void nobody_listening_is_found_out_soon() {
        fileService.close();
        assertRefusedSoon();
    }

    @Test
    void a_failure_is_tried_once_more() {
        fileService.on(PATH, body -> new Answer(500, "{}"));
        assertRefusedSoon();
        assertThat(fileService.calls(PATH)).isEqualTo(2);
    }

    @Test
    void a_failure_that_passes_is_not_felt() {
        FileHandle file = put(FilesContract.file(71));
        fileService.on(PATH, body -> fileService.calls(PATH) == 1 ? new Answer(503, "") : Answer.ok(answer(body)));
        assertThat(files.find(FilesContract.byId(71))).isEqualTo(file);
        assertThat(fileService.calls(PATH)).isEqualTo(2);
    }

    /** Nobody listens: a connection made for who no longer waits would else be there for the next test, whose server is another. */
    @Test
    void who_is_interrupted_fails_as_everybody_does() {
        fileService.close();
        Thread.currentThread().interrupt();
        try {
            assertRefused(FilesContract.byId(71), ApiError.NO_SERVER_AVAILABLE);
        } finally {
            Thread.interrupted();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "null",
                "{\"files\":[]}",
                "{\"files\":[{},{}]}",
                "{\"files\":[{\"handle\":{\"file\":\"x\"}}]}"
            })
    void garbage_is_no_answer(String garbage) {
        fileService.on(PATH, body -> Answer.ok(garbage));
        assertRefused(FilesContract.byId(71), ApiError.NO_SERVER_AVAILABLE);
    }

    @Test
    void a_server_that_keeps_failing_is_left_alone_for_a_while() throws InterruptedException {
        FileHandle file = put(FilesContract.file(71));
        fileService.on(PATH, body -> new Answer(500, "{}"));
        for (int i = 0; i < 20; i++) {
            assertRefused(FilesContract.byId(71), ApiError.NO_SERVER_AVAILABLE);
        }
        int calls = fileService.calls(PATH);
        assertThat(calls).isBetween(20, 39);
        assertRefused(FilesContract.byId(71), ApiError.NO_SERVER_AVAILABLE);
        assertThat(fileService.calls(PATH)).isEqualTo(calls);
        fileService.on(PATH, body -> Answer.ok(answer(body)));
        Thread.sleep(1_100);
        assertThat(files.find(FilesContract.byId(71))).isEqualTo(file);
    }

    private void assertRefusedSoon() {
        long started = System.nanoTime();
        assertRefused(FilesContract.byId(71), ApiError.NO_SERVER_AVAILABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(SOON);
    }

    private String answer(String body) {
        try {
            return json.writeValueAsString(new FilesReply(
                    behind.find(json.readValue(body, FilesRequest.class).questions())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
