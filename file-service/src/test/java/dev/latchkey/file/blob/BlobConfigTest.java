package dev.latchkey.file.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Renaming a key or changing a default breaks installations: so it breaks this. */
final class BlobConfigTest {

    @Test
    void has_these_defaults() {
        BlobConfig config = config(Map.of("latchkey.file.blobs", "/var/lib/blobs"));

        assertThat(config.directory()).isEqualTo(Path.of("/var/lib/blobs"));
        assertThat(config.store()).isEqualTo(BlobConfig.Kind.DIRECTORY);
        assertThat(config.grace()).isEqualTo(Duration.ofHours(1));
        assertThat(config.abandonedAfter()).isEqualTo(Duration.ofHours(6));
        assertThat(config.sweepEvery()).isEqualTo("1h");
        assertThat(config.firstSweepAfter()).isEqualTo("1m");
    }

    @Test
    void is_set_by_these_keys() {
        BlobConfig config = config(Map.of(
                "latchkey.file.blobs", "/b",
                "latchkey.file.blobs.store", "s3",
                "latchkey.file.blobs.grace", "PT2H",
                "latchkey.file.blobs.abandoned-after", "PT3H",
                "latchkey.file.blobs.sweep-every", "off",
                "latchkey.file.blobs.first-sweep-after", "2s"));

        assertThat(config.store()).isEqualTo(BlobConfig.Kind.S3);
        assertThat(config.grace()).isEqualTo(Duration.ofHours(2));
        assertThat(config.abandonedAfter()).isEqualTo(Duration.ofHours(3));
        assertThat(config.sweepEvery()).isEqualTo("off");
        assertThat(config.firstSweepAfter()).isEqualTo("2s");
    }

    private static BlobConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(BlobConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(BlobConfig.class);
    }
}
