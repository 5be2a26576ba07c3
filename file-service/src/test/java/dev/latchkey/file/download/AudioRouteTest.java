package dev.latchkey.file.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.blob.Blob;
import dev.latchkey.file.blob.ContentStore;
import dev.latchkey.file.media.MediaSamples;
import dev.latchkey.protocol.signedurl.SignedUrl;
import dev.latchkey.protocol.signedurl.SignedUrlCodec;
import dev.latchkey.protocol.signedurl.Variant;
import dev.latchkey.protocol.value.LinkId;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Timeout(120)
final class AudioRouteTest {

    @TempDir
    static Path directory;

    @TestHTTPResource("/")
    URI server;

    @Inject
    SignedUrlCodec codec;

    @Inject
    ContentStore store;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "latchkey.media.directory")
    Optional<Path> directoryOfMedia;

    @ConfigProperty(name = "latchkey.file.blobs")
    Path blobs;

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 32, 64, 128, 192, 320})
    void the_first_listener_and_every_later_one_get_the_same_mp3_of_the_asked_rate(int kilobits) throws Exception {
        String path = path(store(MediaSamples.tones(directory, "rate" + kilobits + ".wav", 4)), kilobits);

        RawHttp.Answer first = get(path);
        RawHttp.Answer second = get(path);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Content-Type")).isEqualTo("audio/mpeg");
        assertThat(first.header("Content-Length")).isEqualTo(Integer.toString(first.body().length));
        assertThat(first.headers()).doesNotContainKey("Transfer-Encoding");
        assertThat(first.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(first.header("X-Audio-Bitrate")).isEqualTo(Integer.toString(kilobits));
        assertThat(MediaSamples.kilobitsPerSecond(first.body())).isBetween(kilobits * 0.99, kilobits * 1.01);
        assertThat(second.header("Content-Length")).isEqualTo(Integer.toString(first.body().length));
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(second.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(second.body()).isEqualTo(first.body());
    }

    @ParameterizedTest
    @CsvSource({"17, 16", "100, 96", "140, 144", "300, 320"})
    void a_rate_that_mp3_does_not_have_is_the_nearest_and_is_told(int asked, int given) throws Exception {
        RawHttp.Answer answer = get(path(store(MediaSamples.tones(directory, "near" + asked + ".wav", 4)), asked));

        assertThat(answer.header("X-Audio-Bitrate")).isEqualTo(Integer.toString(given));
        assertThat(MediaSamples.kilobitsPerSecond(answer.body())).isBetween(given * 0.99, given * 1.01);
    }

    @Test
    void head_is_answered_without_making_anything() throws Exception {
        double before = transcodes();
        String path = path(store(MediaSamples.tones(directory, "head.wav", 20)), 128);

        RawHttp.Answer head = ask("HEAD", path);

        assertThat(head.status()).isEqualTo(200);
        assertThat(transcodes()).isEqualTo(before);
        assertThat(head.header("Content-Length"))
                .isEqualTo(Integer.toString(get(path).body().length));
    }

    @Test
    void the_very_first_request_may_want_any_part() throws Exception {
        Blob blob = store(MediaSamples.tones(directory, "range.wav", 101));
        // Every bit rate is an MP3 of its own of which nothing is there. A segment
        // is 64 s long: 384,000 bytes at 48 kbit/s.
        for (String wish : List.of("16:0-0", "24:1000-1999", "48:300000-400000", "32:270000-", "40:-5000")) {
            String range = wish.substring(3);
            String path = path(blob, Integer.parseInt(wish.substring(0, 2)));

            RawHttp.Answer part = get(path, "Range: bytes=" + range);
            byte[] whole = get(path).body();

            assertThat(part.status()).isEqualTo(206);
            String[] said = part.header("Content-Range").split("[ -/]");
            int first = Integer.parseInt(said[1]);
            int last = Integer.parseInt(said[2]);
            assertThat(said[3]).isEqualTo(Integer.toString(whole.length));
            assertThat(part.header("Content-Length")).isEqualTo(Integer.toString(last - first + 1));
            assertThat(Arrays.mismatch(part.body(), Arrays.copyOfRange(whole, first, last + 1)))
                    .as(range)
                    .isEqualTo(-1);
        }
    }

    @Test
    void the_very_first_request_may_want_several_parts() throws Exception {
        String path = path(store(MediaSamples.tones(directory, "parts.wav", 103)), 48);
        String ranges = "Range: bytes=400000-,0-99,380000-390000";

        RawHttp.Answer making = get(path, ranges);
        byte[] whole = get(path).body();
        RawHttp.Answer made = get(path, ranges);

        int length = whole.length;
        Map<String, byte[]> parts = making.parts();
        assertThat(parts.keySet())
                .containsExactly("400000-" + (length - 1) + "/" + length, "0-99/" + length, "380000-390000/" + length);
        assertThat(parts.get("400000-" + (length - 1) + "/" + length))
                .isEqualTo(Arrays.copyOfRange(whole, 400_000, length));
        assertThat(parts.get("0-99/" + length)).isEqualTo(Arrays.copyOf(whole, 100));
        assertThat(parts.get("380000-390000/" + length)).isEqualTo(Arrays.copyOfRange(whole, 380_000, 390_001));
        assertThat(making.text()).contains("\r\nContent-Type: audio/mpeg\r\n");
        assertThat(made.body()).isEqualTo(making.body());
        byte[] later = get(path + "?start=20").body();
        assertThat(get(path + "?start=20", "Range: bytes=0-9,1000-1009").parts().values())
                .containsExactly(Arrays.copyOf(later, 10), Arrays.copyOfRange(later, 1000, 1010));
    }

    @Test
    void conditions_and_ranges_outside_are_judged_before_anything_is_made() throws Exception {
        String path = path(store(MediaSamples.tones(directory, "outside.wav", 30)), 64);
        RawHttp.Answer head = ask("HEAD", path);
        String length = head.header("Content-Length");
        String tag = head.header("ETag");
        double before = transcodes();

        RawHttp.Answer outside = get(path, "Range: bytes=" + length + "-");
        assertThat(outside.status()).isEqualTo(416);
        assertThat(outside.header("Content-Range")).isEqualTo("bytes */" + length);
        assertThat(get(path, "If-None-Match: " + tag).status()).isEqualTo(304);
        assertThat(get(path, "If-Match: \"other\"").status()).isEqualTo(412);
        assertThat(transcodes()).isEqualTo(before);

        assertThat(get(path, "Range: bytes=5-9", "If-Range: " + tag).status()).isEqualTo(206);
        assertThat(get(path, "Range: bytes=5-9", "If-Range: \"other\"").status())
                .isEqualTo(200);
    }

    @Test
    void a_play_that_was_cut_is_resumed_where_it_was() throws Exception {
        String path = path(store(MediaSamples.tones(directory, "resume.wav", 102)), 48);
        byte[] begun;
        try (RawHttp connection = new RawHttp(server)) {
            connection.send("GET", path);
            begun = connection.body(200_000);
        }
        RawHttp.Answer rest = get(path, "Range: bytes=200000-");
        byte[] whole = get(path).body();

        assertThat(Arrays.mismatch(begun, Arrays.copyOf(whole, 200_000))).isEqualTo(-1);
        assertThat(Arrays.mismatch(rest.body(), Arrays.copyOfRange(whole, 200_000, whole.length)))
                .isEqualTo(-1);
    }

    @Test
    void plays_that_are_cut_anywhere_leave_nothing_behind() throws Exception {
        int plays = Integer.getInteger("latchkey.test.audio.aborts", 100);
        List<String> paths = new ArrayList<>();
        for (String name : List.of("storm1.wav", "storm2.wav", "storm3.ogg", "storm4.webm")) {
            Blob blob = store(MediaSamples.longHum(directory, name));
            paths.add(path(blob, 64));
            paths.add(path(blob, 256));
        }
        List<Future<?>> listeners = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < plays; i++) {
                Random random = new Random(i);
                listeners.add(threads.submit(() -> {
                    try (RawHttp connection = new RawHttp(server)) {
                        String range = "Range: bytes=" + random.nextInt(2_300_000) + "-";
                        connection.send("GET", paths.get(random.nextInt(paths.size())), range);
                        connection.some(random.nextInt(3) * random.nextInt(40_000));
                    }
                    return null;
                }));
            }
            for (Future<?> listener : listeners) {
                listener.get();
            }
        }

        await(() -> running() == 0);
        await(() -> metrics.get("latchkey.media.transcodes.queued").gauge().value() == 0);
        await(() -> MediaSamples.runningFfmpegs() == 0);
        await(() -> work().toFile().list().length == 0);
    }

    @Test
    void ten_listeners_at_once_share_one_ffmpeg() throws Exception {
        double before = transcodes();
        double joined = outcomes("joined");
        String path = path(store(MediaSamples.tones(directory, "shared.wav", 100)), 48);
        List<Future<byte[]>> listeners = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            for (int i = 0; i < 10; i++) {
                listeners.add(threads.submit(() -> get(path).body()));
            }
            byte[] first = listeners.getFirst().get();
            assertThat(MediaSamples.kilobitsPerSecond(first)).isBetween(47.5, 48.5);
            for (Future<byte[]> listener : listeners) {
                assertThat(Arrays.equals(listener.get(), first)).isTrue();
            }
        }
        assertThat(transcodes() - before).as("one for each of two segments").isEqualTo(2);
        assertThat(outcomes("joined")).isGreaterThan(joined);
    }

    @Test
    void what_was_made_is_sent_as_the_file_it_became_and_made_again_if_that_is_gone() throws Exception {
        Blob blob = store(MediaSamples.tones(directory, "file.wav", 100));
        String path = path(blob, 64);
        byte[] mp3 = get(path).body();
        await(() -> kept(blob).size() == 1 && kept(blob).getFirst().toFile().length() == mp3.length);
        double made = transcodes();
        byte[] mark = new byte[100];
        Arrays.fill(mark, (byte) 7);
        byte[] marked = mp3.clone();
        System.arraycopy(mark, 0, marked, mp3.length - 1000, mark.length);

        Files.write(kept(blob).getFirst(), marked);
        assertThat(get(path).body()).as("nothing stands between").isEqualTo(marked);
        String range = "Range: bytes=" + (mp3.length - 1000) + "-" + (mp3.length - 901);
        assertThat(get(path, range).body()).isEqualTo(mark);
        assertThat(transcodes()).isEqualTo(made);

        Files.delete(kept(blob).getFirst());
        assertThat(get(path).body()).isEqualTo(mp3);
        assertThat(transcodes()).as("one for each of two segments").isEqualTo(made + 2);
    }

    @Test
    void an_operator_sees_what_was_made_and_how_often_it_was_there_already() throws Exception {
        Blob blob = store(MediaSamples.tones(directory, "counted.wav", 20));
        String path = path(blob, 64);
        double made = transcodes();
        double bytes = metrics.get("latchkey.media.transcoded.bytes").counter().count();
        double speeds = metrics.get("latchkey.media.transcodes.speed").summary().totalAmount();
        double misses = outcomes("miss");
        double hits = outcomes("hit");

        int length = get(path).body().length;

        assertThat(transcodes() - made).isEqualTo(1);
        assertThat(metrics.get("latchkey.media.transcoded.bytes").counter().count() - bytes)
                .isEqualTo(length);
        assertThat(metrics.get("latchkey.media.transcodes.speed").summary().totalAmount() - speeds)
                .as("faster than it plays")
                .isGreaterThan(1);
        assertThat(outcomes("miss") - misses).isEqualTo(1);
        assertThat(outcomes("hit") - hits).isZero();

        await(() -> kept(blob).size() == 1);
        ask("HEAD", path);
        get(path, "Range: bytes=" + length + "-");
        assertThat(outcomes("hit") - hits).as("no bytes were wanted").isZero();
        get(path);
        assertThat(outcomes("miss") - misses).isEqualTo(1);
        assertThat(outcomes("hit") - hits).isEqualTo(1);
        assertThat(metrics.get("latchkey.media.cache.bytes").gauge().value()).isGreaterThanOrEqualTo(length);
    }

    @Test
    void when_the_only_listener_goes_so_does_its_ffmpeg() throws Exception {
        String path = path(store(MediaSamples.longHum(directory, "leave.wav")), 320);
        try (RawHttp connection = new RawHttp(server)) {
            connection.send("GET", path);
            assertThat(connection.some(50_000)).hasSize(50_000);
            assertThat(MediaSamples.runningFfmpegs()).isPositive();
        }

        long start = System.nanoTime();
        await(() -> MediaSamples.runningFfmpegs() == 0);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        await(() -> running() == 0);
    }

    /** As libavformat does. On a busy machine it may come back too late; some time it does not. */
    @ParameterizedTest
    @ValueSource(strings = {"looks.wav", "looks.webm"})
    void who_looks_at_the_beginning_and_the_end_before_it_plays_is_served_by_one_encoder(String name) throws Exception {
        Blob blob = store(MediaSamples.longHum(directory, name));
        Iterator<Integer> rates = List.of(64, 80, 96, 112, 128, 160, 192).iterator();
        boolean shared = false;
        while (!shared) {
            String path = path(blob, rates.next());
            long length = Long.parseLong(ask("HEAD", path).header("Content-Length"));
            byte[] begun = begin(path, "Range: bytes=0-", 8192);
            assertThat(get(path, "Range: bytes=" + (length - 128) + "-").body()).hasSize(128);
            double misses = outcomes("miss");
            assertThat(begin(path, "Range: bytes=0-", 20_000)).startsWith(begun);
            shared = outcomes("miss") == misses;
        }
    }

    private byte[] begin(String path, String header, int count) throws IOException {
        try (RawHttp connection = new RawHttp(server)) {
            connection.send("GET", path, header);
            return connection.body(count);
        }
    }

    @Test
    void start_begins_at_the_frame_that_sounds_then() throws Exception {
        String path = path(store(MediaSamples.tones(directory, "start.wav", 30)), 128);

        byte[] cold = get(path + "?start=20").body();
        byte[] whole = get(path).body();
        RawHttp.Answer warm = get(path + "?start=20.0");

        assertThat(MediaSamples.seconds(whole) - MediaSamples.seconds(cold)).isBetween(19.97, 20.0);
        assertThat(cold).isEqualTo(Arrays.copyOfRange(whole, whole.length - cold.length, whole.length));
        assertThat(warm.body()).isEqualTo(cold);
        assertThat(warm.header("ETag")).isNotEqualTo(get(path).header("ETag"));
        assertThat(get(path + "?start=20", "Range: bytes=0-99").body()).isEqualTo(Arrays.copyOf(cold, 100));
        assertThat(get(path + "?start=99999").body()).isEmpty();
        assertThat(get(path + "?start=").body()).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "NaN", "1e300", "%zz", "5d", "0x1p3", "1e1", "+3"})
    void a_start_that_is_no_time_is_refused(String start) throws Exception {
        String path = path(store(MediaSamples.tones(directory, "bad.wav", 1)), 128);

        RawHttp.Answer answer = get(path + "?start=" + start);

        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
    }

    @Test
    void the_sound_of_a_film_can_be_had() throws Exception {
        RawHttp.Answer answer = get(path(store(MediaSamples.film(directory, "film.mp4", 5)), 128));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(MediaSamples.seconds(answer.body())).isBetween(4.9, 5.3);
    }

    @Test
    void what_cannot_be_played_is_told_at_once() throws Exception {
        String path = path(store(Files.writeString(directory.resolve("text.mp3"), "no sound ".repeat(5000))), 128);

        for (String method : List.of("GET", "HEAD", "GET")) {
            long start = System.nanoTime();
            RawHttp.Answer answer = ask(method, path);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("X-Error")).isEqualTo("2044");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
        RawHttp.Answer ranged = get(path, "Range: bytes=0-");
        assertThat(ranged.status()).isEqualTo(404);
        assertThat(ranged.text()).startsWith("{\"result\":2044,");
    }

    @Test
    void a_blob_that_has_gone_is_404() throws Exception {
        Blob blob = store(MediaSamples.tones(directory, "gone.wav", 1));
        Files.delete(store.path(blob.sha256()).orElseThrow());

        assertThat(get(path(blob, 128)).status()).isEqualTo(404);
    }

    @Test
    void a_speed_limit_holds_for_running_transcodes_too() throws Exception {
        Blob blob = store(MediaSamples.tones(directory, "paced.wav", 10));
        SignedUrl url = audio(blob, 64).withMaxSpeed(60_000);

        long start = System.nanoTime();
        byte[] mp3 = get(codec.sign(url, "paced.mp3")).body();

        assertThat(mp3.length).isGreaterThan(78_000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1000));
    }

    private SignedUrl audio(Blob blob, int kilobits) {
        return SignedUrl.of(
                        blob.sha256(), blob.size(), "audio/wav", Instant.now().plusSeconds(3600))
                .as(new Variant.Audio(kilobits), "audio/mpeg")
                .forLink(new LinkId(0), 0);
    }

    private String path(Blob blob, int kilobits) {
        return codec.sign(audio(blob, kilobits), "song.mp3");
    }

    private Blob store(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return store.store(bytes);
        }
    }

    /** How many have been finished, once none runs any more: a client has its last byte before that. */
    private double transcodes() throws InterruptedException {
        await(() -> running() == 0);
        return metrics.get("latchkey.media.transcodes").timer().count();
    }

    private double outcomes(String outcome) {
        return metrics.get("latchkey.media.cache")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private Path work() {
        return media().resolve("work");
    }

    /** The files of all MP3s of a blob, and of their segments. */
    private List<Path> kept(Blob blob) {
        try (Stream<Path> files = Files.list(media().resolve("cache"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(blob.sha256()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path media() {
        return directoryOfMedia.orElse(Path.of(blobs + "-media"));
    }

    private double running() {
        return metrics.get("latchkey.media.transcodes.running").gauge().value();
    }

    private RawHttp.Answer get(String path, String... headers) throws IOException {
        return ask("GET", path, headers);
    }

    private RawHttp.Answer ask(String method, String path, String... headers) throws IOException {
        return RawHttp.ask(server, method, path, headers);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }
}
