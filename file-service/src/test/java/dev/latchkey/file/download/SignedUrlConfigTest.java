package dev.latchkey.file.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Renaming a key or changing a default breaks installations: so it breaks this. */
final class SignedUrlConfigTest {

    @Test
    void has_these_defaults_and_keys() {
        Map<String, String> keys = Map.of("latchkey.signed-url.keys-file", "/k");

        assertThat(config(keys).keysFile()).isEqualTo(Path.of("/k"));
        assertThat(config(keys).clockSkew()).isZero();
        assertThat(config(Map.of("latchkey.signed-url.keys-file", "/k", "latchkey.signed-url.clock-skew", "PT2S"))
                        .clockSkew())
                .isEqualTo(Duration.ofSeconds(2));
    }

    private static SignedUrlConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(SignedUrlConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(SignedUrlConfig.class);
    }
}
