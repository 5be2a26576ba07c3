package dev.latchkey.file.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Renaming a key or changing a default breaks installations: so it breaks this. */
final class TrafficConfigTest {

    @Test
    void has_these_defaults_and_keys() {
        assertThat(config(Map.of()).flushEvery()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config(Map.of()).longestPause()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config(Map.of()).giveUpAfter()).isEqualTo(Duration.ofDays(25));
        assertThat(config(Map.of()).lostKept()).isEqualTo(Duration.ofDays(30));

        TrafficConfig config = config(Map.of(
                "latchkey.traffic.flush-every", "PT2S",
                "latchkey.traffic.longest-pause", "PT3S",
                "latchkey.traffic.give-up-after", "P4D",
                "latchkey.traffic.lost-kept", "P5D"));
        assertThat(config.giveUpAfter()).isEqualTo(Duration.ofDays(4));
        assertThat(config.lostKept()).isEqualTo(Duration.ofDays(5));
        assertThat(config.flushEvery()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.longestPause()).isEqualTo(Duration.ofSeconds(3));
    }

    private static TrafficConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(TrafficConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(TrafficConfig.class);
    }
}
