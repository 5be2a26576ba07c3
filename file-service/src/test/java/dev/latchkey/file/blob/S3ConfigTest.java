package dev.latchkey.file.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Renaming a key or changing a default breaks installations: so it breaks this. */
final class S3ConfigTest {

    private static final Map<String, String> NEEDED = Map.of(
            "latchkey.file.s3.bucket", "blobs",
            "latchkey.file.s3.access-key", "me",
            "latchkey.file.s3.secret-key", "hush");

    @Test
    void has_these_defaults() {
        S3Config config = config(Map.of());

        assertThat(config.endpoint()).isEmpty();
        assertThat(config.region()).isEqualTo("us-east-1");
        assertThat(config.bucket()).isEmpty();
        assertThat(config.accessKey()).isEmpty();
        assertThat(config.secretKey()).isEmpty();
        assertThat(config.pathStyle()).isTrue();
        assertThat(config.patience()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.copies().asLongValue()).isEqualTo(16L << 30);
        assertThat(config.copyFirst().asLongValue()).isEqualTo(1 << 20);
        assertThat(config.staging().asLongValue()).isEqualTo(16L << 30);
    }

    @Test
    void is_set_by_these_keys() {
        S3Config config = config(Map.of(
                "latchkey.file.s3.endpoint", "https://s3.example.com",
                "latchkey.file.s3.region", "eu-central-1",
                "latchkey.file.s3.path-style", "false",
                "latchkey.file.s3.patience", "PT3S",
                "latchkey.file.s3.timeout", "PT4S",
                "latchkey.file.s3.copies", "5M",
                "latchkey.file.s3.copy-first", "6M",
                "latchkey.file.s3.staging", "7M"));

        assertThat(config.endpoint()).contains(URI.create("https://s3.example.com"));
        assertThat(config.region()).isEqualTo("eu-central-1");
        assertThat(config.pathStyle()).isFalse();
        assertThat(config.patience()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.copies().asLongValue()).isEqualTo(5 << 20);
        assertThat(config.copyFirst().asLongValue()).isEqualTo(6 << 20);
        assertThat(config.staging().asLongValue()).isEqualTo(7 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bucket", "access-key", "secret-key"})
    void without_one_of_these_no_bucket_is_opened(String missing) {
        Map<String, String> settings = new HashMap<>(NEEDED);
        settings.remove("latchkey.file.s3." + missing);

        assertThatThrownBy(() -> Buckets.open(config(settings)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("latchkey.file.s3." + missing + " is missing");
    }

    private static S3Config config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(S3Config.class)
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(S3Config.class);
    }
}
