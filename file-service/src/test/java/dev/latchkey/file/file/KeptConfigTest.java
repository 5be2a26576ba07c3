package dev.latchkey.file.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Renaming a key or changing a default breaks installations: so it breaks this. */
final class KeptConfigTest {

    @Test
    void has_these_defaults() {
        KeptConfig config = config(Map.of());

        assertThat(config.trash()).isEqualTo(Duration.ofDays(15));
        assertThat(config.revisions()).isEqualTo(Duration.ofDays(15));
        assertThat(config.percentOfQuota()).isEqualTo(100);
        assertThat(config.purgeEvery()).isEqualTo("10m");
        assertThat(config.firstPurgeAfter()).isEqualTo("1m");
    }

    @Test
    void is_set_by_these_keys() {
        KeptConfig config = config(Map.of(
                "latchkey.file.kept.trash", "P2D",
                "latchkey.file.kept.revisions", "P3D",
                "latchkey.file.kept.percent-of-quota", "25",
                "latchkey.file.kept.purge-every", "off",
                "latchkey.file.kept.first-purge-after", "4s"));

        assertThat(config.trash()).isEqualTo(Duration.ofDays(2));
        assertThat(config.revisions()).isEqualTo(Duration.ofDays(3));
        assertThat(config.percentOfQuota()).isEqualTo(25);
        assertThat(config.purgeEvery()).isEqualTo("off");
        assertThat(config.firstPurgeAfter()).isEqualTo("4s");
    }

    private static KeptConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(KeptConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(KeptConfig.class);
    }
}
