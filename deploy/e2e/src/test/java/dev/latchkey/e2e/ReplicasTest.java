package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.LocalStack;
import dev.latchkey.local.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two of each service behind nginx, on the same databases, blobs and keys: nobody can tell which of them answered. */
@WholeSystem
@TestInstance(Lifecycle.PER_CLASS)
@Order(Integer.MAX_VALUE - 3)
class ReplicasTest {

    private static final int LIMIT = 7;
    private static final int VISITORS = 100;
    private static final int CLIENTS = 8;
    private static final int CALLS_OF_EACH = 100;
    /** "No servers available, try again later": a busy service says so, and nginx when none is there. */
    private static final int LATER = 5002;

    private final Latchkey latchkey;
    private LocalStack second;
    private Nginx nginx;
    private Person owner;

    ReplicasTest(Latchkey latchkey) {
        this.latchkey = latchkey;
    }

    @BeforeAll
    void start() throws Exception {
        Path home = latchkey.stack().home();
        Path secondHome = home.resolve("second");
        copy(home.resolve("secrets"), secondHome.resolve("secrets"));
        Files.copy(
                home.resolve("demo-account.json"),
                secondHome.resolve("demo-account.json"),
                StandardCopyOption.COPY_ATTRIBUTES,
                StandardCopyOption.REPLACE_EXISTING);
        String password =
                Files.readString(home.resolve("secrets/postgres.password")).strip();
        String database = latchkey.stack().database(Service.AUTH).url().replaceFirst("/latchkey_auth", "/postgres");
        second = LocalStack.builder(Clock.systemUTC())
                .home(secondHome)
                .http(0)
                .https(0)
                .databaseUrl(database + (database.contains("?") ? "&" : "?") + "user=postgres&password=" + password)
                .contentHosts(List.of(Latchkey.CONTENT_HOST))
                .setting(
                        Service.FILE,
                        "latchkey.file.blobs",
                        latchkey.stack().blobs().toString())
                .setting(Service.AUTH, "latchkey.auth.registration.per-address", "100000")
                .nativeServices(System.getProperty("latchkey.e2e.native") != null)
                .start();
        latchkey.confidential().add("password", password);
        latchkey.logs().alsoIn(second.logs());
        Map<Service, List<URI>> replicas = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            replicas.put(service, List.of(latchkey.stack().address(service), second.address(service)));
        }
        nginx = Nginx.start(latchkey, "nginx-replicas", replicas);
        owner = latchkey.newPerson();
    }

    @AfterAll
    void stop() throws Exception {
        if (nginx != null) {
            nginx.close();
        }
        if (second != null) {
            second.close();
        }
    }

    @Test
    void a_limit_is_exact_across_replicas() throws Exception {
        Api api = owner.api().over(nginx.https());
        long file = api.upload("wanted.txt", "one of seven".getBytes(StandardCharsets.UTF_8));
        String code = api.call("getfilepublink", "fileid", file, "maxdownloads", LIMIT)
                .ok()
                .text("code");
        Api visitor = latchkey.anyone().over(nginx.https());

        List<Answer> answers = Parallel.allAtOnce(
                VISITORS,
                () -> Await.until(
                        "the visitor is told yes or no",
                        () -> visitor.call("getpublinkdownload", "code", code),
                        answer -> answer.result() != LATER));

        assertThat(answers.stream().collect(Collectors.groupingBy(Answer::result, Collectors.counting())))
                .isEqualTo(Map.of(0, (long) LIMIT, 7006, (long) (VISITORS - LIMIT)));
        assertThat(answers.stream()
                        .filter(Answer::isOk)
                        .map(answer ->
                                nginx.https().resolve(latchkey.contentOf(answer).getRawPath())))
                .allSatisfy(content -> assertThat(latchkey.bytes(content))
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("one of seven"));
    }

    @Test
    void what_one_replica_deleted_the_other_serves_no_more() {
        Api api = owner.api().over(nginx.https());
        long file = api.upload("gone.txt", "soon gone".getBytes(StandardCharsets.UTF_8));
        Answer link = api.call("getfilepublink", "fileid", file).ok();
        String path = latchkey.contentOf(latchkey.anyone().call("getpublinkdownload", "code", link.text("code")))
                .getRawPath();
        List<URI> both = Stream.of(latchkey.stack().address(Service.FILE), second.address(Service.FILE))
                .map(service -> service.resolve(path))
                .toList();
        assertThat(both)
                .allSatisfy(content ->
                        assertThat(latchkey.fetch(content).statusCode()).isEqualTo(200));

        api.call("deletepublink", "linkid", link.number("linkid")).ok();

        assertThat(both)
                .allSatisfy(content -> Await.until(
                        "the URL is dead", () -> latchkey.fetch(content).statusCode(), status -> status == 410));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sought.wav", "decoded.avi"})
    void a_play_that_was_cut_on_one_replica_is_resumed_on_the_other(String name) throws Exception {
        Duration length = Duration.ofSeconds(100);
        byte[] content = name.endsWith(".wav") ? Sounds.wav(length) : Sounds.avi(length);
        long song = owner.api().upload(name, content);
        String path = latchkey.contentOf(owner.api()
                        .call("getaudiolink", "fileid", song, "abitrate", 128)
                        .ok())
                .getRawPath();
        List<URI> both = Stream.of(latchkey.stack().address(Service.FILE), second.address(Service.FILE))
                .map(service -> service.resolve(path))
                .toList();
        HttpResponse<byte[]> head = latchkey.head(both.getFirst());
        String tag = head.headers().firstValue("ETag").orElseThrow();
        byte[] resumed =
                new byte[(int) head.headers().firstValueAsLong("Content-Length").orElseThrow()];
        Random random = new Random(7);

        int position = 0;
        for (int turn = 0; position < resumed.length; turn++) {
            int wanted = Math.min(resumed.length - position, 1 + random.nextInt(600_000));
            HttpRequest request = HttpRequest.newBuilder(both.get(turn % 2))
                    .header("Range", "bytes=" + position + "-")
                    .header("If-Range", tag)
                    .build();
            HttpResponse<InputStream> answer = Api.send(latchkey.client(), request, BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).as("the same MP3 as on the other").isEqualTo(206);
            try (InputStream bytes = answer.body()) {
                assertThat(bytes.readNBytes(resumed, position, wanted)).isEqualTo(wanted);
            }
            position += wanted;
        }

        assertThat(both)
                .allSatisfy(replica -> assertThat(Arrays.mismatch(latchkey.bytes(replica), resumed))
                        .isEqualTo(-1));
    }

    @Test
    void a_replica_killed_under_load_fails_nothing_but_what_it_had_in_hand() throws Exception {
        long file = owner.api().upload("popular.txt", new byte[] {1});
        String code = owner.api().call("getfilepublink", "fileid", file).ok().text("code");
        AtomicInteger calls = new AtomicInteger();
        URI visit = nginx.https().resolve("/getpublinkdownload?code=" + code);

        latchkey.logs().troubleBegins();
        List<Integer> failures = Parallel.allAtOnce(CLIENTS, () -> {
            int failed = 0;
            for (int i = 0; i < CALLS_OF_EACH; i++) {
                if (calls.incrementAndGet() == CLIENTS * CALLS_OF_EACH / 4) {
                    second.kill(Service.LINK);
                }
                failed += isAnswered(visit) ? 0 : 1;
            }
            return failed;
        });

        assertThat(calls.get()).isEqualTo(CLIENTS * CALLS_OF_EACH);
        assertThat(failures.stream().mapToInt(failed -> failed).sum())
                .as("requests without an answer of a service")
                .isLessThanOrEqualTo(CLIENTS);
        second.start(Service.LINK);
        latchkey.logs().troubleEnds();
        Await.until(
                "the replica is back",
                () -> latchkey.anyone().over(second.http()).call("showpublink", "code", code),
                Answer::isOk);
    }

    /** Whether a service answered; a busy one may answer "later". */
    private boolean isAnswered(URI visit) {
        try {
            HttpResponse<String> answer = Api.send(
                    latchkey.client(),
                    HttpRequest.newBuilder(visit).timeout(Await.PATIENCE).build(),
                    BodyHandlers.ofString());
            latchkey.confidential().addAddress(answer.body().replace("\\/", "/"));
            return answer.statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        to.resolve(file.getFileName()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
