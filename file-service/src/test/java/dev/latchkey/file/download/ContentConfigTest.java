package dev.latchkey.file.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Renaming a key or changing a default breaks installations: so it breaks this. */
final class ContentConfigTest {

    @Test
    void has_these_defaults() {
        ContentConfig config = config(Map.of());

        assertThat(config.allowedOrigins()).isEmpty();
        assertThat(config.sharedMaxAge()).isZero();
        assertThat(config.memory().asLongValue()).isEqualTo(16 << 20);
        assertThat(config.memoryLargest().asLongValue()).isEqualTo(64 << 10);
    }

    @Test
    void memory_is_set_by_these_keys() {
        ContentConfig config = config(Map.of("latchkey.content.memory", "1G", "latchkey.content.memory-largest", "2M"));

        assertThat(config.memory().asLongValue()).isEqualTo(1 << 30);
        assertThat(config.memoryLargest().asLongValue()).isEqualTo(2 << 20);
    }

    @Test
    void people_s_own_address_may_read_unless_others_are_named() {
        assertThat(config(Map.of("latchkey.public.url", "https://files.example"))
                        .allowedOrigins())
                .contains(List.of("https://files.example"));
        assertThat(config(Map.of("latchkey.content.allowed-origins", "https://a.example,https://b.example"))
                        .allowedOrigins())
                .contains(List.of("https://a.example", "https://b.example"));
    }

    static ContentConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withMapping(ContentConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(ContentConfig.class);
    }
}
