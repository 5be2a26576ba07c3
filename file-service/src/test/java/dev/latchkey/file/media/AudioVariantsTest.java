package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.blob.InMemoryStore;
import dev.latchkey.protocol.error.ApiError;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class AudioVariantsTest {

    private static final String BLOB = "b".repeat(64);
    private static final byte[] MP3 = {(byte) 0xFF, (byte) 0xFB, (byte) 0x90, (byte) 0xC4};

    @TempDir
    Path directory;

    private final FakeTranscoder transcoder = new FakeTranscoder();
    private final ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor();
    private Optional<MediaFacts> facts = Optional.of(sound(44_100));
    private TranscodePool pool;
    private AudioVariants variants;

    @BeforeEach
    void open() throws IOException {
        open(1000, Duration.ofSeconds(20), 1 << 20);
    }

    @AfterEach
    void close() {
        variants.close();
    }

    @Test
    void ten_listeners_share_one_transcode_and_all_read_all_of_it() throws Exception {
        List<Runnable> listeners = new ArrayList<>();
        List<GrowingVariant> joined = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            listeners.add(newListener());
            joined.add(variants.join(BLOB, directory, 128, listeners.getLast()));
        }
        byte[] content = content(300_000);
        transcoder.run(0).writes(Arrays.copyOf(content, 100_000));
        await(() -> joined.getFirst().length() == 100_000);
        assertThat(joined.getFirst().state()).isEqualTo(GrowingVariant.State.GROWING);
        transcoder.run(0).writes(Arrays.copyOfRange(content, 100_000, 300_000)).ends(true);

        for (GrowingVariant variant : joined) {
            await(() -> variant.state() == GrowingVariant.State.FINISHED);
            assertThat(read(variant)).isEqualTo(content);
        }
        assertThat(transcoder.runs()).hasSize(1);
        assertThat(variants.finished(BLOB, 128))
                .hasValueSatisfying(file -> assertThat(file).hasBinaryContent(content));
        for (int i = 0; i < 10; i++) {
            joined.get(i).leave(listeners.get(i));
        }
        assertThat(directory.resolve("work")).isEmptyDirectory();
        assertThat(pool.running()).isZero();
    }

    @Test
    void wishes_that_round_to_the_same_rate_share_it_and_others_do_not() throws Exception {
        variants.join(BLOB, directory, 190, newListener());
        variants.join(BLOB, directory, 192, newListener());
        variants.join(BLOB, directory, 128, newListener());
        FakeTranscoder.Run first = transcoder.run(0);
        first.writes(MP3).ends(true);

        assertThat(transcoder.run(1).format()).isNotEqualTo(first.format());
        assertThat(transcoder.runs()).hasSize(2);
    }

    @Test
    void when_the_last_listener_leaves_the_transcode_is_stopped_and_nothing_stays() throws Exception {
        Runnable one = newListener();
        Runnable two = newListener();
        GrowingVariant variant = variants.join(BLOB, directory, 128, one);
        variants.join(BLOB, directory, 128, two);
        FakeTranscoder.Run run = transcoder.run(0).writes(MP3);
        await(() -> variant.length() > 0);

        variant.leave(one);
        assertThat(run.isClosed()).isFalse();
        variant.leave(two);

        await(run::isClosed);
        await(() -> pool.running() == 0);
        await(() -> directory.resolve("work").toFile().list().length == 0);
        assertThat(variants.finished(BLOB, 128)).isEmpty();
    }

    @Test
    void who_comes_after_the_last_one_left_gets_a_new_transcode() throws Exception {
        Runnable one = newListener();
        variants.join(BLOB, directory, 128, one).leave(one);
        GrowingVariant second = variants.join(BLOB, directory, 128, newListener());

        await(() -> !transcoder.runs().isEmpty() && !transcoder.runs().getLast().isClosed());
        transcoder.runs().getLast().writes(MP3).ends(true);

        await(() -> second.state() == GrowingVariant.State.FINISHED);
    }

    @Test
    void leaving_the_queue_gives_the_place_back() throws Exception {
        variants.join(BLOB, directory, 128, newListener());
        transcoder.run(0);
        Runnable waiting = newListener();
        GrowingVariant queued = variants.join(BLOB, directory, 64, waiting);
        await(() -> pool.waiting() == 1);

        queued.leave(waiting);

        await(() -> pool.waiting() == 0);
        assertThat(transcoder.runs()).hasSize(1);
    }

    @Test
    void what_ends_without_a_byte_is_not_playable() throws Exception {
        GrowingVariant variant = variants.join(BLOB, directory, 128, newListener());
        transcoder.run(0).ends(false);

        await(() -> variant.state() == GrowingVariant.State.FAILED);
        assertThat(variant.failure()).contains(ApiError.NOT_PLAYABLE);
    }

    @Test
    void what_breaks_off_is_a_failure_and_is_not_kept() throws Exception {
        GrowingVariant variant = variants.join(BLOB, directory, 128, newListener());
        transcoder.run(0).writes(MP3).ends(false);

        await(() -> variant.state() == GrowingVariant.State.FAILED);
        assertThat(variant.failure()).contains(ApiError.READ_FAILED);
        assertThat(variants.finished(BLOB, 128)).isEmpty();
    }

    @Test
    void a_file_without_sound_starts_no_transcode() throws Exception {
        facts = Optional.empty();
        GrowingVariant variant = variants.join(BLOB, directory, 128, newListener());

        await(() -> variant.state() == GrowingVariant.State.FAILED);
        assertThat(variant.failure()).contains(ApiError.NOT_PLAYABLE);
        assertThat(transcoder.runs()).isEmpty();
    }

    @Test
    void over_capacity_answers_5002() throws Exception {
        open(1000, Duration.ofMillis(50), 1 << 20);
        variants.join(BLOB, directory, 128, newListener());
        transcoder.run(0);
        GrowingVariant second = variants.join(BLOB, directory, 64, newListener());

        await(() -> second.state() == GrowingVariant.State.FAILED);
        assertThat(second.failure()).contains(ApiError.NO_SERVER_AVAILABLE);
    }

    @Test
    void output_without_end_is_stopped() throws Exception {
        GrowingVariant variant = variants.join(BLOB, directory, 128, newListener());
        FakeTranscoder.Run run = transcoder.run(0);
        run.writes(new byte[(1 << 20) + 1]);

        await(() -> variant.state() == GrowingVariant.State.FAILED);
        await(run::isClosed);
    }

    @Test
    void a_transcode_without_end_is_stopped() throws Exception {
        open(10, Duration.ofSeconds(20), 1 << 20);
        GrowingVariant variant = variants.join(BLOB, directory, 128, newListener());
        transcoder.run(0).writes(MP3);

        await(() -> variant.state() == GrowingVariant.State.FAILED);
    }

    @Test
    void a_variant_too_large_for_the_cache_is_read_to_its_end_by_those_who_hold_it() throws Exception {
        Runnable listener = newListener();
        GrowingVariant variant = variants.join(BLOB, directory, 128, listener);
        byte[] content = content(900_000);
        transcoder.run(0).writes(content).ends(true);

        await(() -> variant.state() == GrowingVariant.State.FINISHED);
        assertThat(variants.finished(BLOB, 128)).isEmpty();
        assertThat(read(variant)).isEqualTo(content);
        variant.leave(listener);
    }

    @Test
    void a_time_becomes_a_position_as_soon_as_there_are_bytes() throws Exception {
        GrowingVariant variant = variants.join(BLOB, directory, 128, newListener());
        assertThat(variant.positionOf(Duration.ofSeconds(1))).isEmpty();
        transcoder.run(0).writes(content(100));
        await(() -> variant.length() > 0);

        assertThat(variant.positionOf(Duration.ofSeconds(1)))
                .as("38 frames of 1152 samples end before 44100")
                .contains(new AudioFormat(128, 44_100, false).bytesOf(38));
    }

    private void open(long timeLimitMillis, Duration maxWait, long outputLimit) throws IOException {
        pool = new TranscodePool(1, 10, maxWait);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        CachedProbe probe =
                new CachedProbe(new InMemoryStore(directory), new MediaFactsTable(unreachableDatabase()), _ -> facts);
        variants = new AudioVariants(
                probe,
                transcoder,
                pool,
                new VariantCache(directory.resolve("cache"), 500_000, Clock.systemUTC()),
                new MediaMetrics(registry),
                directory.resolve("work"),
                new AudioVariants.Limits(Duration.ofMillis(timeLimitMillis * 20), outputLimit),
                alarm);
    }

    private static DataSource unreachableDatabase() {
        return (DataSource) Proxy.newProxyInstance(
                AudioVariantsTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (_, _, _) -> {
                    throw new SQLException("no database");
                });
    }

    private static MediaFacts sound(int sampleRate) {
        FactsDraft draft = new FactsDraft();
        draft.audio("pcm_s16le", sampleRate, null);
        return draft.facts().orElseThrow();
    }

    private static Runnable newListener() {
        return new Runnable() {
            @Override
            public void run() {
                // every listener is one of its own; a lambda that holds nothing would not be
            }
        };
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        System.arraycopy(MP3, 0, content, 0, MP3.length);
        return content;
    }

    private static byte[] read(GrowingVariant variant) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) variant.length());
        while (bytes.hasRemaining() && variant.read(bytes, bytes.position()) > 0) {
            // until all of it is there
        }
        return bytes.array();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(2);
        }
    }
}
