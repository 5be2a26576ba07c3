package dev.latchkey.link.limit;

import static dev.latchkey.link.limit.LinkState.DOWNLOADS_USED_UP;
import static dev.latchkey.link.limit.LinkState.EXPIRED;
import static dev.latchkey.link.limit.LinkState.LIVE;
import static dev.latchkey.link.limit.LinkState.TRAFFIC_USED_UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiException;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinkLimitsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final int RUNS = 20_000;

    @ParameterizedTest
    @CsvSource(textBlock = """
            -1, EXPIRED
             0, EXPIRED
             1, LIVE
            """)
    void a_link_is_dead_from_its_expiry_on(int seconds, LinkState expected) {
        LinkLimits limits = LinkLimits.NONE.expiring(Optional.of(NOW.plusSeconds(seconds)));
        assertThat(limits.state(Usage.NONE, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            6, LIVE
            7, DOWNLOADS_USED_UP
            8, DOWNLOADS_USED_UP
            """)
    void a_link_for_seven_downloads_is_dead_after_seven(long downloads, LinkState expected) {
        assertThat(LinkLimits.NONE.downloads(7).state(new Usage(downloads, 0), NOW))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
             999, LIVE
            1000, TRAFFIC_USED_UP
            1001, TRAFFIC_USED_UP
            """)
    void a_link_is_dead_once_it_sent_its_bytes(long bytes, LinkState expected) {
        assertThat(LinkLimits.NONE.traffic(1000).state(new Usage(0, bytes), NOW))
                .isEqualTo(expected);
    }

    @Test
    void zero_is_no_limit() {
        LinkLimits limits = LinkLimits.NONE.downloads(0).traffic(0);
        assertThat(limits).isEqualTo(LinkLimits.NONE);
        assertThat(limits.state(new Usage(Long.MAX_VALUE, Long.MAX_VALUE), NOW)).isEqualTo(LIVE);
    }

    @Test
    void expiry_is_told_before_traffic_and_traffic_before_downloads() {
        Usage usage = new Usage(5, 5);
        LinkLimits all = new LinkLimits(Optional.of(NOW), Optional.of(5L), Optional.of(5L));
        assertThat(all.state(usage, NOW)).isEqualTo(EXPIRED);
        assertThat(all.state(usage, NOW.minusSeconds(1))).isEqualTo(TRAFFIC_USED_UP);
        assertThat(all.traffic(0).state(usage, NOW.minusSeconds(1))).isEqualTo(DOWNLOADS_USED_UP);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            DELETED, 7002
            EXPIRED, 7004
            TRAFFIC_USED_UP, 7005
            DOWNLOADS_USED_UP, 7006
            """)
    void each_way_to_be_dead_has_its_code(LinkState state, int code) {
        assertThatThrownBy(state::check)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error().code()).isEqualTo(code));
    }

    /** Whatever the limits: time and use only ever kill a link, and it lives exactly while it is inside all of them. */
    @Test
    void a_link_never_comes_back_to_life_by_time_or_use() {
        SplittableRandom random = new SplittableRandom(20261121);
        for (int run = 0; run < RUNS; run++) {
            LinkLimits limits = limits(random);
            Usage usage = new Usage(random.nextLong(12), random.nextLong(12));
            Usage more = new Usage(usage.downloads() + random.nextLong(3), usage.traffic() + random.nextLong(3));
            Instant now = NOW.plusSeconds(random.nextLong(-10, 10));
            Instant later = now.plusSeconds(random.nextLong(3));
            boolean inside = limits.expires().map(now::isBefore).orElse(true)
                    && usage.downloads() < limits.maxDownloads().orElse(Long.MAX_VALUE)
                    && usage.traffic() < limits.maxTraffic().orElse(Long.MAX_VALUE);
            assertThat(limits.state(usage, now) == LIVE)
                    .as("run %d: %s %s", run, limits, usage)
                    .isEqualTo(inside);
            if (limits.state(usage, now) != LIVE) {
                assertThat(limits.state(more, later)).as("run %d", run).isNotEqualTo(LIVE);
            }
        }
    }

    private static LinkLimits limits(SplittableRandom random) {
        return new LinkLimits(
                random.nextBoolean() ? Optional.of(NOW.plusSeconds(random.nextLong(-10, 10))) : Optional.empty(),
                random.nextBoolean() ? Optional.of(random.nextLong(12)) : Optional.empty(),
                random.nextBoolean() ? Optional.of(random.nextLong(12)) : Optional.empty());
    }
}
