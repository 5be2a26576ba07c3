package dev.latchkey.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

    @Test
    void none_means_anywhere() {
        assertThat(Networks.valueOf("").allow("203.0.113.9")).isTrue();
        assertThat(Networks.valueOf(" ").texts()).isEmpty();
    }

    @Test
    void some_mean_only_there() {
        Networks networks = Networks.valueOf("192.0.2.0/24, 2001:db8::/32,198.51.100.7");
        assertThat(networks.allow("192.0.2.200")).isTrue();
        assertThat(networks.allow("2001:db8::9")).isTrue();
        assertThat(networks.allow("198.51.100.7")).isTrue();
        assertThat(networks.allow("198.51.100.8")).isFalse();
        assertThat(networks.allow("")).isFalse();
        assertThat(Networks.valueOf(networks.toString()).texts()).isEqualTo(networks.texts());
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "192.0.2.0/24,", "x", "192.0.2.1/24", "192.0.2.0/24;198.51.100.7"})
    void anything_else_is_refused(String text) {
        refused(text);
    }

    @Test
    void sixty_four_are_enough() {
        assertThat(Networks.valueOf("192.0.2.1,".repeat(63) + "192.0.2.1").texts())
                .hasSize(64);
        refused("192.0.2.1,".repeat(64) + "192.0.2.1");
    }

    private static void refused(String text) {
        assertThatThrownBy(() -> Networks.valueOf(text))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.INVALID_NETWORKS));
    }
}
