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
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What decodes is a script of the test. */
@Timeout(30)
final class SpoolsTest {

    private static final int SAMPLES = 50_000;
    private static final int BYTES = 2 * Short.BYTES * SAMPLES;
    private static final Spool.Request REQUEST = new Spool.Request("client", Duration.ofSeconds(20));

    @TempDir
    Path directory;

    private final Sound sound = new Sound(44_100, 2, SAMPLES, false, Optional.of("matroska"));
    private final TranscodePool pool = new TranscodePool(1, 5);
    private final Semaphore waiting = new Semaphore(1);
    private FileCache cache;

    @Test
    void where_one_decoder_failed_the_next_one_is_tried_and_room_is_kept_for_one() throws Exception {
        // It may write no file, but a directory.
        Spools spools = spools("mkdir tried 2>&- && kill -9 $$; head -c " + BYTES + " /dev/zero", BYTES + 10);
        Mp3 mp3 = mp3();
        spools.hold(mp3);

        assertThatThrownBy(() -> spools.source(mp3, SAMPLES, REQUEST)).isInstanceOf(IOException.class);
        Encoder.Source source = spools.source(mp3, SAMPLES, REQUEST);

        assertThat(source.raw()).isTrue();
        assertThat(source.file()).hasSize(BYTES);
        spools.release(mp3);
        assertThat(source.file()).doesNotExist();
        assertThat(cache.reserve(BYTES + 10)).as("all room is given back").isTrue();
    }

    @Test
    void what_is_whole_when_the_last_listener_leaves_is_kept() throws Exception {
        Spools spools = spools("head -c " + BYTES + " /dev/zero", BYTES);
        Mp3 mp3 = mp3();

        // All of it may be there a moment before it is known that nothing more comes.
        while (cache.bytes() == 0) {
            spools.hold(mp3);
            spools.source(mp3, SAMPLES, REQUEST);
            while (pool.running() > 0) {
                Thread.sleep(2);
            }
            spools.release(mp3);
        }

        assertThat(spools.source(mp3, SAMPLES, REQUEST).file()).hasSize(BYTES).hasParent(directory.resolve("cache"));
    }

    @Test
    void too_many_who_wait_are_answered_5002_and_who_need_not_wait_is_served() throws Exception {
        Path fifo = directory.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        Spools spools = spools("read go < fifo; head -c " + BYTES + " /dev/zero", BYTES);
        Mp3 mp3 = mp3();
        spools.hold(mp3);
        waiting.acquire();

        assertThatThrownBy(() -> spools.source(mp3, SAMPLES, REQUEST))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.NO_SERVER_AVAILABLE));

        waiting.release();
        Files.writeString(fifo, "go\n");
        assertThat(spools.source(mp3, SAMPLES, REQUEST).file()).hasSize(BYTES);
        assertThat(waiting.availablePermits()).isEqualTo(1);
        waiting.acquire();
        assertThat(spools.source(mp3, SAMPLES, REQUEST).file()).hasSize(BYTES);
        spools.release(mp3);
    }

    private Mp3 mp3() {
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
