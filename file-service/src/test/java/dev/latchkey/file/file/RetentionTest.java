package dev.latchkey.file.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetentionTest {

    private static final Instant NOW = Instant.parse("2026-01-20T00:00:00Z");

    private final Retention retention = new Retention(Duration.ofDays(15), Duration.ofDays(15), 100);

    @ParameterizedTest
    @CsvSource(delimiter = ':', textBlock = """
            # quota : total : what goes of three, of 10 bytes each, which expire 1 s ago, now and in 1 s
            1000    : 30    : 2
            30      : 30    : 2
            9       : 30    : 3
            10      : 30    : 2
            0       : 30    : 3
            0       : 0     : 2
            40      : 50    : 2
            20      : 50    : 3
            """)
    void what_is_over_goes_and_beyond_the_bound_what_is_over_next(long quota, long total, int gone) {
        List<Kept> kept = List.of(kept(1, 10, -1), kept(2, 10, 0), kept(3, 10, 1));
        assertThat(retention.due(kept, total, quota, NOW)).isEqualTo(kept.subList(0, gone));
    }

    @Test
    void no_more_goes_than_has_to() {
        List<Kept> kept = List.of(kept(1, 5, 10), kept(2, 50, 20), kept(3, 5, 30), kept(4, 5, 40));
        assertThat(retention.due(kept, 65, 60, NOW)).containsExactly(kept.get(0));
        assertThat(retention.due(kept, 65, 59, NOW)).containsExactly(kept.get(0), kept.get(1));
    }

    @Test
    void the_bound_is_a_share_of_the_quota() {
        List<Kept> kept = List.of(kept(1, 10, 10), kept(2, 10, 20));
        assertThat(share(50).due(kept, 20, 40, NOW)).isEmpty();
        assertThat(share(50).due(kept, 20, 38, NOW)).hasSize(1);
        assertThat(share(0).due(kept, 20, 40, NOW)).hasSize(2);
        assertThat(share(300).due(kept, 20, Long.MAX_VALUE, NOW)).isEmpty();
    }

    @Test
    void whatever_is_kept_is_within_the_bound_and_in_time() {
        Random random = new Random(4);
        for (int round = 0; round < 500; round++) {
            List<Kept> kept = new ArrayList<>();
            long expires = -5;
            for (int id = 0; id < random.nextInt(12); id++) {
                expires += random.nextInt(3);
                kept.add(kept(id, random.nextInt(20), expires));
            }
            long total = kept.stream().mapToLong(Kept::bytes).sum();
            long quota = random.nextInt(100);
            List<Kept> left = new ArrayList<>(kept);
            left.removeAll(retention.due(kept, total, quota, NOW));
            assertThat(left).allMatch(one -> one.expires().isAfter(NOW));
            assertThat(left.stream().mapToLong(Kept::bytes).sum()).isLessThanOrEqualTo(quota);
        }
    }

    @Test
    void settings_that_make_no_sense_stop_the_start() {
        Duration day = Duration.ofDays(1);
        assertThatThrownBy(() -> new Retention(day.negated(), day, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Retention(day, day.negated(), 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> share(-1)).isInstanceOf(IllegalStateException.class);
    }

    private static Retention share(int percent) {
        return new Retention(Duration.ofDays(15), Duration.ofDays(15), percent);
    }

    private static Kept kept(long id, long bytes, long expiresIn) {
        return new Kept(Kept.Kind.REVISION, id, bytes, NOW.plusSeconds(expiresIn));
    }
}
