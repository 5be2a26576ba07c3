package dev.latchkey.protocol.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.future.FutureInternal;
import jakarta.inject.Inject;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against a real server that is right, wrong, silent or gone. */
@QuarkusTest
@Timeout(60)
final class NeighbourTest {

    /** Longer than a test may run: who waits for all of it has been forgotten. */
    private static final Duration FOR_EVER = Duration.ofMinutes(10);

    record Song(
            @JsonProperty("title") String title,
            @JsonProperty("year") Optional<Integer> year) {}

    @Inject
    Neighbours neighbours;

    @Inject
    ObjectMapper json;

    private final Set<String> connections = ConcurrentHashMap.newKeySet();
    private volatile Consumer<HttpServerRequest> behaviour =
            request -> request.response().end();
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @BeforeEach
    void start() throws ExecutionException, InterruptedException {
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    connections.add(request.remoteAddress().toString());
                    behaviour.accept(request);
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    @AfterEach
    void stop() throws ExecutionException, InterruptedException {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    private Neighbour neighbour(String root, Duration patience) {
        return neighbours.at(URI.create("http://127.0.0.1:" + server.actualPort() + root), "jukebox", patience);
    }

    private Neighbour neighbour() {
        return neighbour("", FOR_EVER);
    }

    private void answers(int status, String body) {
        behaviour = request -> request.response().setStatusCode(status).end(body);
    }

    @Test
    void a_question_goes_as_json_and_its_answer_comes_as_json() {
        AtomicReference<String> asked = new AtomicReference<>();
        behaviour = request -> request.body().onSuccess(body -> {
            asked.set(request.method() + " " + request.uri() + " " + request.getHeader("Content-Type") + " " + body);
            request.response().end("{\"title\":\"Waterloo\",\"year\":1974,\"label\":\"not asked for\"}");
        });
        assertThat(neighbour().post("/songs", new Song("Ring Ring", Optional.empty()), Song.class))
                .isEqualTo(new Song("Waterloo", Optional.of(1974)));
        assertThat(asked.get()).startsWith("POST /songs application/json {").contains("\"title\":\"Ring Ring\"");
    }

    @Test
    void a_question_proves_who_asks() {
        behaviour = request -> request.response().end(request.getHeader("Authorization"));
        assertThat(neighbour().get("/songs/1")).matches("Bearer \\S+\\.\\S+\\.\\S+");
    }

    @ParameterizedTest
    @CsvSource({
        "/songs/{song}, /songs/7",
        "/songs/{song}/lines, /songs/7/lines",
        "/songs?after={song}, /songs?after=7",
        "/songs?after={song}&most=9, /songs?after=7&most=9"
    })
    void a_question_may_be_about_a_number(String template, String path) {
        behaviour = request -> request.response().end("{\"title\":\"" + request.uri() + "\"}");
        assertThat(neighbour().get(template, 7, Song.class).title()).isEqualTo(path);
    }

    @Test
    void a_text_is_taken_as_it_is() {
        answers(200, "{ caf\u00e9");
        assertThat(neighbour().get("/")).isEqualTo("{ caf\u00e9");
    }

    @Test
    void the_scheme_of_an_address_is_written_in_any_case() {
        answers(200, "yes");
        URI address = URI.create("HTTP://127.0.0.1:" + server.actualPort());
        assertThat(neighbours.at(address, "jukebox").get("/")).isEqualTo("yes");
    }

    @Test
    void what_is_told_needs_no_answer() {
        AtomicReference<String> told = new AtomicReference<>();
        behaviour = request -> request.body().onSuccess(body -> {
            told.set(body.toString());
            request.response().setStatusCode(204).end();
        });
        neighbour().post("/songs", new Song("Waterloo", Optional.of(1974)));
        assertThat(told.get()).contains("Waterloo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/music", "/music/"})
    void a_service_may_live_under_a_path(String root) {
        behaviour = request -> request.response().end(request.uri());
        assertThat(neighbour(root, FOR_EVER).get("/songs?after=7")).isEqualTo("/music/songs?after=7");
    }

    /** An answer may be there a moment before its connection is free again: a second one is then made, and used in turn. */
    @Test
    void connections_are_kept_for_the_next_questions() {
        answers(200, "{}");
        for (int i = 0; i < 50; i++) {
            neighbour().get("/");
        }
        assertThat(connections).hasSizeLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 404, 429, 500, 503})
    void any_status_but_success_is_a_failure_that_tells_it(int status) {
        answers(status, "{\"title\":\"Waterloo\"}");
        assertThatExceptionOfType(NeighbourException.class)
                .isThrownBy(() -> neighbour().get("/songs/{song}", 1, Song.class))
                .withMessage("jukebox answers HTTP " + status)
                .satisfies(failure -> assertThat(failure.status()).hasValue(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "<html>", "{\"title\":", "[]", "{\"year\":\"last\"}"})
    void what_cannot_be_read_is_a_failure(String body) {
        answers(200, body);
        fails(neighbour());
    }

    @Test
    void an_answer_that_breaks_off_is_a_failure() {
        behaviour = request -> {
            request.response().putHeader("Content-Length", "100").write("{\"title\":");
            request.response().reset();
        };
        fails(neighbour());
    }

    @Test
    void nobody_there_is_a_failure() throws ExecutionException, InterruptedException {
        Neighbour neighbour = neighbour();
        server.close().toCompletionStage().toCompletableFuture().get();
        fails(neighbour);
    }

    /** And the connection on which the answer might still come is not used again. */
    @Test
    void silence_is_a_failure_in_time() throws ExecutionException, InterruptedException {
        CompletableFuture<Void> givenUp = new CompletableFuture<>();
        behaviour = request -> request.connection().closeHandler(_ -> givenUp.complete(null));
        fails(neighbour("", Duration.ofSeconds(1)));
        givenUp.get();
        answers(200, "{}");
        neighbour().get("/");
        assertThat(connections).hasSize(2);
    }

    @Test
    void whoever_is_interrupted_waits_no_longer_and_stays_interrupted() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Void> givenUp = new CompletableFuture<>();
        behaviour = request -> {
            request.connection().closeHandler(_ -> givenUp.complete(null));
            asked.complete(null);
        };
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread asker = Thread.ofVirtual().start(() -> {
            fails(neighbour());
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        asked.get();
        asker.interrupt();
        assertThat(interrupted.get()).isTrue();
        givenUp.get();
    }

    @Test
    void an_event_loop_must_not_wait() {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        vertx.runOnContext(_ -> {
            try {
                outcome.complete(neighbour().get("/"));
            } catch (RuntimeException e) {
                outcome.completeExceptionally(e);
            }
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> {
                    try {
                        outcome.get();
                    } catch (ExecutionException e) {
                        throw e.getCause();
                    }
                })
                .withMessageContaining("jukebox");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "jukebox:8081", "//jukebox", "ftp://jukebox", "http:///songs", "mailto:jukebox@example.com"})
    void what_is_no_address_is_told_at_once(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> neighbours.at(URI.create(address), "jukebox"));
    }

    /** Held up as a busy machine may do it: after each step that the answer takes, until all that has come so far is dealt with. */
    @Test
    void an_answer_that_comes_while_the_asker_is_held_up_is_not_lost() {
        answers(200, "{\"title\":\"Waterloo\"}");
        HttpClient http = vertx.createHttpClient();
        HttpClient holding = proxy(HttpClient.class, http, (method, result) -> heldUp((Future<?>) result));
        URI address = URI.create("http://127.0.0.1:" + server.actualPort());
        Neighbour neighbour = new Neighbour(holding, json, address, "jukebox", () -> "token", FOR_EVER);
        assertThat(neighbour.get("/songs/{song}", 1, Song.class).title()).isEqualTo("Waterloo");
    }

    private Future<?> heldUp(Future<?> step) {
        return proxy(Future.class, step, (method, result) -> {
            if (!method.getName().equals("compose")) {
                return result;
            }
            Future<?> next = (Future<?>) result;
            await(next);
            Promise<Void> dealtWith = Promise.promise();
            ((FutureInternal<?>) next).context().runOnContext(_ -> dealtWith.complete());
            await(dealtWith.future());
            return heldUp(next);
        });
    }

    private static void await(Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same, but for what its methods give. */
    private static <T> T proxy(Class<T> type, T real, BiFunction<Method, Object, Object> result) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> result.apply(method, method.invoke(real, arguments))));
    }

    private static void fails(Neighbour neighbour) {
        assertThatExceptionOfType(NeighbourException.class)
                .isThrownBy(() -> neighbour.get("/songs/{song}", 1, Song.class))
                .satisfies(failure -> assertThat(failure.status()).isEmpty());
    }
}
