package dev.latchkey.link.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UrlLifeTest {

    private static final UrlLife LIFE = new UrlLife(Duration.ofHours(4), Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-11-21T12:00:00Z,     2026-11-21T16:00:00Z
            2026-11-21T12:00:01Z,     2026-11-21T17:00:00Z
            2026-11-21T12:59:59.999Z, 2026-11-21T17:00:00Z
            """)
    void a_shared_url_ends_on_a_step(Instant now, Instant expected) {
        assertThat(LIFE.shared(now, Optional.empty())).isEqualTo(expected);
    }

    @Test
    void a_url_of_its_own_lives_its_lifetime_to_the_second() {
        assertThat(LIFE.own(Instant.parse("2026-11-21T12:00:01.5Z"), Optional.empty()))
                .isEqualTo("2026-11-21T16:00:01Z");
    }

    @Test
    void no_url_outlives_its_link() {
        Instant end = Instant.parse("2026-11-21T12:10:00Z");
        assertThat(LIFE.shared(end.minusSeconds(60), Optional.of(end))).isEqualTo(end);
        assertThat(LIFE.own(end.minusSeconds(60), Optional.of(end))).isEqualTo(end);
    }

    @Test
    void a_life_that_clients_cannot_work_with_is_refused() {
        assertThatThrownBy(() -> new UrlLife(Duration.ofHours(1), Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longer than PT1H");
        assertThatThrownBy(() -> new UrlLife(Duration.ofHours(2), Duration.ofMillis(1500)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new UrlLife(Duration.ofHours(2), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * Any time, any step: never shorter than the lifetime, never longer than the longest, and the same for all within a
     * step.
     */
    @Test
    void shared_ends_are_long_enough_bounded_and_equal_within_a_step() {
        SplittableRandom random = new SplittableRandom(7);
        for (int run = 0; run < 20_000; run++) {
            UrlLife life = new UrlLife(
                    Duration.ofSeconds(random.nextLong(3_601, 200_000)),
                    Duration.ofSeconds(random.nextLong(1, 100_000)));
            Instant now = Instant.ofEpochSecond(random.nextLong(4_000_000_000L));
            Instant end = life.shared(now, Optional.empty());
            assertThat(Duration.between(now, end)).isBetween(life.lifetime(), life.longest());
            assertThat(end.getEpochSecond() % life.step().toSeconds()).isZero();
            Instant lastWithThatEnd = end.minus(life.lifetime());
            assertThat(life.shared(lastWithThatEnd, Optional.empty())).isEqualTo(end);
            assertThat(life.shared(lastWithThatEnd.plusSeconds(1), Optional.empty()))
                    .isAfter(end);
        }
    }
}
