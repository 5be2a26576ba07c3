package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Renaming a key or changing a default breaks installations: so it breaks this. */
final class MediaConfigTest {

    @Test
    void has_these_defaults() {
        MediaConfig config = config(Map.of("latchkey.file.blobs", "/var/lib/blobs"));

        assertThat(config.ffmpeg()).isEmpty();
        assertThat(config.directory()).isEqualTo(Path.of("/var/lib/blobs-media"));
        assertThat(config.transcodes()).isEqualTo(64);
        assertThat(config.queue()).isEqualTo(64);
        assertThat(config.maxWait()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.timeLimit()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.cacheSize().asLongValue()).isEqualTo(4L << 30);
        assertThat(config.probes()).isEqualTo(2);
        assertThat(config.probeLimit()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.measureLimit()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void is_set_by_these_keys() {
        MediaConfig config = config(Map.of(
                "latchkey.media.ffmpeg", "/opt/ffmpeg",
                "latchkey.media.directory", "/m",
                "latchkey.media.transcodes", "1",
                "latchkey.media.queue", "2",
                "latchkey.media.max-wait", "PT3S",
                "latchkey.media.time-limit", "PT4S",
                "latchkey.media.cache-size", "6K",
                "latchkey.media.probes", "7",
                "latchkey.media.probe-limit", "PT8S",
                "latchkey.media.measure-limit", "PT9S"));

        assertThat(config.ffmpeg()).contains(Path.of("/opt/ffmpeg"));
        assertThat(config.directory()).isEqualTo(Path.of("/m"));
        assertThat(config.transcodes()).isEqualTo(1);
        assertThat(config.queue()).isEqualTo(2);
        assertThat(config.maxWait()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.timeLimit()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.cacheSize().asLongValue()).isEqualTo(6144);
        assertThat(config.probes()).isEqualTo(7);
        assertThat(config.probeLimit()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.measureLimit()).isEqualTo(Duration.ofSeconds(9));
    }

    private static MediaConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withMapping(MediaConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(MediaConfig.class);
    }
}
