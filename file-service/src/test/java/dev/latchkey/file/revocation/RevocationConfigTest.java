package dev.latchkey.file.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Renaming a key or changing a default breaks installations: so it breaks this. */
final class RevocationConfigTest {

    @Test
    void has_this_default_and_key() {
        assertThat(config(Map.of()).pollEvery()).isEqualTo(Duration.ofMillis(500));
        assertThat(config(Map.of("latchkey.revocation.poll-every", "PT2S")).pollEvery())
                .isEqualTo(Duration.ofSeconds(2));
    }

    private static RevocationConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(RevocationConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(RevocationConfig.class);
    }
}
