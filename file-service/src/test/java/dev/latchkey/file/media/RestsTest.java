package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RestsTest {

    private static final int BYTES_PER_SECOND = 16_000;
    private static final int FRAME = 417;
    private static final int PIPE = 64 * 1024;

    private final Random random = new Random(20261122);

    @Test
    void grows_until_the_pipe_is_half_full_after_each() {
        Rests rests = new Rests(100 * PIPE, BYTES_PER_SECOND);
        assertThat(rests.after(FRAME, FRAME, Duration.ofMillis(0))).isEqualTo(4);
        assertThat(rests.after(4_000, 5_000, Duration.ofMillis(4))).isEqualTo(8);
        assertThat(rests.after(8_000, 13_000, Duration.ofMillis(12))).isEqualTo(16);
        assertThat(rests.after(16_000, 29_000, Duration.ofMillis(28))).isEqualTo(32);
        assertThat(rests.after(32_000, 61_000, Duration.ofMillis(60))).isEqualTo(32);
    }

    @Test
    void is_much_shorter_after_a_pipe_that_was_full_although_little_comes_right_after_it() {
        Rests rests = new Rests(1000 * PIPE, BYTES_PER_SECOND);
        long position = 1;
        for (int seconds = 0; seconds < 10; seconds++) {
            position += 2 * BYTES_PER_SECOND;
            rests.after(2_000, position, Duration.ofSeconds(seconds));
        }
        assertThat(rests.after(PIPE, position + PIPE, Duration.ofSeconds(11))).isZero();
        assertThat(rests.after(FRAME, position + PIPE + FRAME, Duration.ofSeconds(11)))
                .isEqualTo(256);
        assertThat(rests.after(PIPE, position + 2 * PIPE, Duration.ofSeconds(12)))
                .isZero();
        assertThat(rests.after(FRAME, position + 2 * PIPE + FRAME, Duration.ofSeconds(12)))
                .isEqualTo(64);
    }

    /** Sound of 64 seconds at any bit rate, made at any speed that changes once. */
    @Test
    void no_encoder_waits_long_for_a_look() {
        for (int i = 0; i < 300; i++) {
            int bytesPerSecond = 125 * random.nextInt(16, 321);
            double first = bytesPerSecond * (1.2 + random.nextDouble() * 100) / 1000;
            double then = bytesPerSecond * (1.2 + random.nextDouble() * 100) / 1000;
            double ideal = 0;
            double blocked = 0;
            double made = 0;
            double pipe = 0;
            long now = random.nextLong(1_000_000);
            long start = now;
            long length = 64L * bytesPerSecond;
            long change = random.nextLong(1, length);
            long position = 0;
            Rests rests = new Rests(length, bytesPerSecond);
            while (position < length) {
                int count = (int) Math.min(PIPE, Math.max(1, Math.min(pipe, length - position)));
                position += count;
                pipe = Math.max(0, pipe - count);
                if (position >= length) {
                    break;
                }
                long rest = rests.after(count, position, Duration.ofMillis(now - start));
                long wait = rest == 0 ? 1 : Rests.untilNextBeat(rest, Duration.ofMillis(now));
                for (long end = now + wait; now < end; now++) {
                    double speed = made < change ? first : then;
                    double room = PIPE - pipe;
                    double more = Math.min(speed, room);
                    blocked += made + more < length ? 1 - more / speed : 0;
                    ideal += more / speed;
                    pipe += more;
                    made += more;
                }
            }
            assertThat(blocked)
                    .as("%d bytes/s, %.0f then %.0f bytes/ms".formatted(bytesPerSecond, first, then))
                    .isLessThan(0.05 * ideal + 1500);
        }
    }

    @Test
    void grows_to_a_second_once_there_is_more_in_hand_than_four() {
        Rests rests = new Rests(1000 * PIPE, BYTES_PER_SECOND);
        long rest = 0;
        long longest = 0;
        for (int seconds = 1; seconds <= 20; seconds++) {
            rest = rests.after(2000, 2L * seconds * BYTES_PER_SECOND, Duration.ofSeconds(seconds));
            longest = Math.max(longest, rest);
            assertThat(rest).isLessThanOrEqualTo(Math.max(128, seconds * 1000 / 4));
        }
        assertThat(rest).isEqualTo(1024).isEqualTo(longest);
    }

    @Test
    void stays_short_where_less_is_made_than_played() {
        Rests rests = new Rests(1000 * PIPE, BYTES_PER_SECOND);
        for (int i = 1; i <= 20; i++) {
            assertThat(rests.after(FRAME, i * FRAME, Duration.ofSeconds(i))).isLessThanOrEqualTo(128);
        }
    }

    @Test
    void ends_when_the_encoder_probably_does() {
        Rests rests = new Rests(40 * BYTES_PER_SECOND, BYTES_PER_SECOND);
        for (int seconds = 1; seconds < 20; seconds++) {
            assertThat(rests.after(2000, 2L * seconds * BYTES_PER_SECOND, Duration.ofSeconds(seconds)))
                    .isLessThanOrEqualTo((20 - seconds) * 1000L);
        }
        assertThat(rests.after(2000, 40 * BYTES_PER_SECOND - 3200, Duration.ofMillis(19_900)))
                .isEqualTo(64);
        assertThat(rests.after(2000, 40 * BYTES_PER_SECOND - 10, Duration.ofSeconds(20)))
                .isEqualTo(4);
    }

    @Test
    void whatever_comes_a_rest_is_a_power_of_two_of_milliseconds_and_at_most_a_second() {
        for (int i = 0; i < 200; i++) {
            long length = 1 + random.nextLong(10_000_000);
            Rests rests = new Rests(length, 1 + random.nextInt(40_000));
            long position = 1;
            Duration elapsed = Duration.ZERO;
            while (position < length) {
                int count = 1 + random.nextInt(PIPE);
                long rest = rests.after(count, position, elapsed);
                assertThat(rest).isBetween(0L, 1024L);
                assertThat(Long.bitCount(rest)).isLessThanOrEqualTo(1);
                position += count;
                elapsed = elapsed.plusMillis(rest + random.nextInt(100));
            }
        }
    }

    @Test
    void all_rests_of_a_length_end_at_the_same_moments() {
        for (int i = 0; i < 1000; i++) {
            long rest = 1L << random.nextInt(2, 11);
            long now = random.nextLong(-1_000_000_000L, 1_000_000_000L);
            long wait = Rests.untilNextBeat(rest, Duration.ofMillis(now));
            assertThat(wait).isBetween(1L, rest);
            assertThat(Math.floorMod(now + wait, rest)).isZero();
        }
    }
}
