package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.testing.MutableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class MeasuredSoundsTest {

    private static final Sound SOUND = new Sound(44_100, 2, true, 88_200, true, Optional.of("mp3"));

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T17:00:00Z"));
    private final AtomicInteger measured = new AtomicInteger();
    private final TranscodePool turns = new TranscodePool(1, 10, new Stays(0, _ -> {}));
    private final CountDownLatch slow = new CountDownLatch(1);
    private SoundMeter meter = _ -> SOUND;
    private Duration patience = Duration.ofMinutes(1);
    private MeasuredSounds sounds;

    @AfterEach
    void end() {
        slow.countDown();
        sounds.close();
    }

    @Test
    void who_has_waited_long_enough_is_told_and_the_next_one_gets_what_was_found_meanwhile() throws Exception {
        patience = Duration.ofMillis(20);
        meter = _ -> {
            slow.await();
            return SOUND;
        };
        open();

        assertIsUnknown(find("a"));
        slow.countDown();
        while (sounds.known("a").isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(find("a").get()).isEqualTo(SOUND);
        assertThat(measured).hasValue(1);
    }

    @Test
    void what_was_measured_in_vain_for_long_is_left_alone_for_ten_times_as_long() throws Exception {
        meter = _ -> {
            clock.advance(Duration.ofMinutes(5));
            throw new IOException("not decoded within PT5M");
        };
        open();

        assertIsUnknown(find("a"));
        clock.advance(Duration.ofMinutes(49));
        assertIsUnknown(find("a"));
        assertThat(measured).hasValue(1);

        meter = _ -> SOUND;
        clock.advance(Duration.ofMinutes(2));
        assertThat(find("a").get()).isEqualTo(SOUND);
    }

    @Test
    void a_source_that_was_away_is_tried_again_at_once() throws Exception {
        open();

        assertIsUnknown(sounds.find(
                "a",
                () -> {
                    clock.advance(Duration.ofSeconds(20));
                    throw new IOException("the object store does not answer");
                },
                "client"));
        assertThat(find("a").get()).isEqualTo(SOUND);
    }

    @Test
    void whatever_goes_wrong_nobody_waits_for_ever() throws Exception {
        meter = _ -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
        open();

        assertIsUnknown(find("a"));
        meter = _ -> SOUND;
        assertThat(find("a").get()).isEqualTo(SOUND);
    }

    @Test
    void who_wants_many_measured_does_not_keep_others_waiting() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        meter = file -> {
            order.add(file.toString());
            slow.await();
            return SOUND;
        };
        open();
        List<CompletableFuture<Sound>> found = new ArrayList<>();
        found.add(find("film 1", "one"));
        while (order.isEmpty()) {
            Thread.onSpinWait();
        }
        for (String film : List.of("film 2", "film 3")) {
            found.add(find(film, "one"));
            while (turns.waiting() < found.size() - 1) {
                Thread.onSpinWait();
            }
        }
        found.add(find("song", "other"));
        while (turns.waiting() < 3) {
            Thread.onSpinWait();
        }

        slow.countDown();

        for (CompletableFuture<Sound> one : found) {
            assertThat(one.get()).isEqualTo(SOUND);
        }
        assertThat(order).containsExactly("film 1", "film 2", "song", "film 3");
        while (turns.running() > 0) {
            Thread.onSpinWait();
        }
    }

    private void open() {
        sounds = new MeasuredSounds(
                new SoundTable(Replica.unreachableDatabase(), "test"),
                file -> {
                    measured.incrementAndGet();
                    return meter.measure(file);
                },
                turns,
                patience,
                clock);
    }

    private CompletableFuture<Sound> find(String sha256) {
        return find(sha256, "client");
    }

    private CompletableFuture<Sound> find(String sha256, String client) {
        return sounds.find(sha256, () -> Path.of(sha256), client);
    }

    private static void assertIsUnknown(CompletableFuture<Sound> found) {
        assertThatThrownBy(found::get)
                .hasCauseInstanceOf(ApiException.class)
                .satisfies(failure -> assertThat(((ApiException) failure.getCause()).error())
                        .isEqualTo(ApiError.NO_SERVER_AVAILABLE));
    }
}
