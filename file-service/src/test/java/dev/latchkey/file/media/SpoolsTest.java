package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.file.cache.FileCache;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What decodes is a script of the test. */
@Timeout(30)
final class SpoolsTest {

    private static final int SAMPLES = 90_000;
    private static final int BYTES = 2 * Short.BYTES * SAMPLES;

    /** And a second of silence. */
    private static final int KEPT = BYTES + 2 * Short.BYTES * 44_100;

    /** Enough to begin. */
    private static final String HALF = "head -c " + 2 * Short.BYTES * 45_000 + " /dev/zero; ";

    private static final Spool.Request REQUEST = new Spool.Request("client", Duration.ofSeconds(20), false);

    @TempDir
    Path directory;

    private final Sound sound = new Sound(44_100, 2, true, SAMPLES, false, Optional.of("matroska"));
    private final List<Runnable> left = new ArrayList<>();
    private final TranscodePool pool = new TranscodePool(1, 5, new Stays(1, left::add));
    private final Semaphore waiting = new Semaphore(1);
    private FileCache cache;
    private volatile int broken;

    @Test
    void where_one_decoder_failed_the_next_one_is_tried_and_room_is_kept_for_one() throws Exception {
        // It may write no file, but a directory.
        Spools spools = spools("mkdir tried 2>&- && kill -9 $$; head -c " + BYTES + " /dev/zero", KEPT + 10);
        Mp3 mp3 = mp3();
        spools.hold(mp3);

        assertThatThrownBy(() -> source(spools, mp3)).isInstanceOf(IOException.class);
        Encoder.Source source = source(spools, mp3);

        assertThat(source.raw()).isTrue();
        awaitSize(source);
        spools.release(mp3);
        endStays();
        assertThat(source.file()).doesNotExist();
        assertThat(cache.reserve(KEPT + 10)).as("all room is given back").isTrue();
    }

    @Test
    void what_is_whole_when_the_last_listener_leaves_is_kept() throws Exception {
        Spools spools = spools("head -c " + BYTES + " /dev/zero", KEPT);
        Mp3 mp3 = mp3();

        // All of it may be there a moment before it is known that nothing more comes.
        while (cache.bytes() == 0) {
            spools.hold(mp3);
            awaitSize(source(spools, mp3));
            while (pool.running() > 0) {
                Thread.sleep(2);
            }
            spools.release(mp3);
        }

        assertThat(source(spools, mp3).file()).hasSize(KEPT).hasParent(directory.resolve("cache"));
    }

    @Test
    void too_many_who_wait_are_answered_5002_and_who_need_not_wait_is_served() throws Exception {
        Path fifo = fifo();
        Spools spools = spools("read go < fifo; head -c " + BYTES + " /dev/zero", KEPT);
        Mp3 mp3 = mp3();
        spools.hold(mp3);
        waiting.acquire();

        assertThatThrownBy(() -> source(spools, mp3))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.NO_SERVER_AVAILABLE));

        waiting.release();
        Files.writeString(fifo, "go\n");
        awaitSize(source(spools, mp3));
        assertThat(waiting.availablePermits()).isEqualTo(1);
        waiting.acquire();
        assertThat(source(spools, mp3).raw()).isTrue();
        spools.release(mp3);
    }

    @Test
    void who_comes_back_at_once_goes_on_with_the_decoder_that_was_left() throws Exception {
        Spools spools = spools(HALF + "read go < " + fifo() + "; " + HALF, KEPT);
        Mp3 mp3 = mp3();
        Path file = beginAndLeave(spools, mp3);

        spools.hold(mp3);
        endStays();
        Files.writeString(directory.resolve("fifo"), "go\n");

        assertThat(source(spools, mp3).file()).isEqualTo(file);
        awaitSize(source(spools, mp3));
        assertThat(broken).isZero();
        spools.release(mp3);
    }

    @Test
    void if_nobody_comes_back_the_decoder_is_stopped_and_who_reads_what_it_made_is_told() throws Exception {
        Spools spools = spools(HALF + "read go < " + fifo() + "; " + HALF, KEPT);
        Mp3 mp3 = mp3();
        Path file = beginAndLeave(spools, mp3);
        assertThat(file).exists();
        assertThat(broken).isZero();

        endStays();

        assertThat(file).doesNotExist();
        assertThat(broken).isEqualTo(1);
        assertThat(cache.reserve(KEPT)).as("all room is given back").isTrue();
    }

    @Test
    void when_the_service_ends_no_decoder_is_left_paused() throws Exception {
        Spools spools = spools(HALF + "read go < " + fifo() + "; " + HALF, KEPT);
        Mp3 mp3 = mp3();
        Path file = beginAndLeave(spools, mp3);

        spools.close();

        assertThat(file).doesNotExist();
        while (pool.running() > 0) {
            Thread.sleep(2);
        }
    }

    @Test
    void a_decoder_that_was_left_gives_its_room_to_who_needs_it() throws Exception {
        Spools spools = spools("[ -p fifo ] && { " + HALF + "read go < fifo; }; " + HALF + HALF, KEPT + 10);
        fifo();
        Mp3 left = mp3();
        Path file = beginAndLeave(spools, left);
        Files.delete(directory.resolve("fifo"));

        Mp3 other = new Mp3("other", () -> directory, sound, left.layout(), "test");
        spools.hold(other);
        awaitSize(source(spools, other));

        assertThat(file).doesNotExist();
        spools.release(other);
    }

    /** Where the samples are of which the first were there when the only listener left. */
    private Path beginAndLeave(Spools spools, Mp3 mp3) throws Exception {
        spools.hold(mp3);
        Path file = source(spools, mp3).file();
        spools.release(mp3);
        return file;
    }

    private void endStays() {
        left.forEach(Runnable::run);
    }

    private static void awaitSize(Encoder.Source source) throws Exception {
        while (Files.size(source.file()) < KEPT) {
            Thread.sleep(2);
        }
        assertThat(source.file()).hasSize(KEPT);
    }

    private Path fifo() throws Exception {
        Path fifo = directory.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        return fifo;
    }

    @Test
    void what_is_larger_than_the_cache_is_decoded_for_each_part_and_goes_with_it() throws Exception {
        // Numbered samples: the one at second s begins with the bytes of s.
        Spools spools = spools("for s in 0 1 2 3 4 5 6 7; do head -c 176400 /dev/zero | tr '\\0' $s; done", 1_000_000);
        Sound long8 = new Sound(44_100, 2, true, 8 * 44_100, false, Optional.of("matroska"));
        Mp3 mp3 = mp3(long8);
        Mp3Layout.Slice fifthAndSixth = new Mp3Layout.Slice(4 * 44_100 + 10, 4 * 44_100 + 20, 6 * 44_100, 0);
        spools.hold(mp3);

        Encoder.Source source;
        try (Spools.Samples samples = spools.samples(mp3, fifthAndSixth, REQUEST)) {
            source = samples.source(this::broken);
            while (Files.size(source.file()) < 4 * 176_400) {
                Thread.sleep(2);
            }
            String kept = Files.readString(source.file());

            assertThat(source.raw()).isTrue();
            assertThat(source.startSecond()).as("a second to warm up").isEqualTo(3);
            assertThat(kept).hasSize(4 * 176_400).matches("3+4+5+6+").contains("34", "45", "56");
            assertThat(kept.indexOf('4')).isEqualTo(176_400);
            assertThat(samples.source(this::broken)).as("decoded once").isEqualTo(source);
            assertThat(cache.reserve(1_000_000 - 4 * 176_400 + 1))
                    .as("room is kept for it")
                    .isFalse();
            assertThatThrownBy(() -> source(spools, mp3, new Spool.Request("client", Duration.ofMillis(50), false)))
                    .as("no room for both")
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.NO_SERVER_AVAILABLE));
        }

        assertThat(source.file()).doesNotExist();
        assertThat(cache.reserve(1_000_000)).as("all room is given back").isTrue();
        while (pool.running() > 0) {
            Thread.sleep(2);
        }
        spools.release(mp3);
    }

    @Test
    void of_what_is_larger_than_the_cache_a_decoder_that_breaks_off_later_is_told() throws Exception {
        Spools spools = spools("head -c 400000 /dev/zero", 1_000_000);
        Mp3 mp3 = mp3(new Sound(44_100, 2, true, 8 * 44_100, false, Optional.of("matroska")));

        try (Spools.Samples samples = spools.samples(mp3, new Mp3Layout.Slice(0, 0, 2 * 44_100, 0), REQUEST)) {
            assertThat(samples.source(this::broken).raw()).isTrue();
            while (broken == 0) {
                Thread.sleep(2);
            }
        }

        assertThat(cache.reserve(1_000_000)).isTrue();
    }

    @Test
    void of_what_is_larger_than_the_cache_a_decoder_that_came_to_nothing_leaves_no_room_taken() throws Exception {
        Spools spools = spools("head -c 100000 /dev/zero", 1_000_000);
        Mp3 mp3 = mp3(new Sound(44_100, 2, true, 8 * 44_100, false, Optional.of("matroska")));

        try (Spools.Samples samples = spools.samples(mp3, new Mp3Layout.Slice(0, 0, 2 * 44_100, 0), REQUEST)) {
            assertThatThrownBy(() -> samples.source(this::broken)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> samples.source(this::broken)).isInstanceOf(IOException.class);
        }

        assertThat(cache.reserve(1_000_000)).isTrue();
    }

    private Encoder.Source source(Spools spools, Mp3 mp3) throws Exception {
        return source(spools, mp3, REQUEST);
    }

    private Encoder.Source source(Spools spools, Mp3 mp3, Spool.Request request) throws Exception {
        try (Spools.Samples samples = spools.samples(mp3, new Mp3Layout.Slice(0, 0, SAMPLES, 0), request)) {
            return samples.source(this::broken);
        }
    }

    private void broken() {
        broken++;
    }

    private Mp3 mp3() {
        return mp3(sound);
    }

    private Mp3 mp3(Sound sound) {
        return new Mp3("source", () -> directory, sound, Mp3Layout.of(sound, 128, 1), "test");
    }

    private Spools spools(String script, long capacity) throws IOException {
        Path program = Files.writeString(directory.resolve("decoder"), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        cache = new FileCache(directory.resolve("cache"), capacity, Clock.systemUTC());
        return new Spools(
                new Ffmpeg(program, Optional.empty(), Sounds.LAUNCHER, Sounds.PROCESSOR),
                directory,
                directory,
                cache,
                "test",
                new Spool.Turns(pool, new Starts(1, _ -> {}), waiting));
    }
}
