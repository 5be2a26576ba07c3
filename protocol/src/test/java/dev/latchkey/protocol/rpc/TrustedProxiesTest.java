package dev.latchkey.protocol.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.vertx.http.runtime.TrustedProxyCheck.TrustedProxyCheckPart;
import io.quarkus.vertx.http.runtime.TrustedProxyCheckPartConverter;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "192.0.2.1:8080", "10.42.0.0/16", "::1/128", "2001:db8::/32"})
    void addresses_and_ranges_are_taken_and_need_no_name_server(String proxy) {
        assertThatCode(() -> trust(proxy)).doesNotThrowAnyException();
        assertThat(part(proxy)).extracting("proxyCheck").isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::1",
                "2001:db8::1",
                "[::1]:80",
                "gateway",
                "gateway.example.org:8080",
                "10.42.0.0/99",
                "300.0.0.1",
                ""
            })
    void anything_else_stops_the_start(String proxy) {
        assertThatThrownBy(() -> trust("127.0.0.1", proxy))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quarkus.http.proxy.trusted-proxies")
                .hasMessageEndingWith(": " + proxy);
    }

    @Test
    void the_default_is_taken() throws IOException {
        Properties defaults = new Properties();
        try (InputStream file = Objects.requireNonNull(
                TrustedProxies.class.getResourceAsStream("/META-INF/microprofile-config.properties"))) {
            defaults.load(file);
        }

        assertThatCode(() -> trust(defaults.getProperty("quarkus.http.proxy.trusted-proxies")
                        .split(",")))
                .doesNotThrowAnyException();
    }

    private static TrustedProxies trust(String... proxies) {
        return new TrustedProxies(Optional.of(List.of(proxies)));
    }

    private static TrustedProxyCheckPart part(String proxy) {
        return new TrustedProxyCheckPartConverter().convert(proxy);
    }
}
