package dev.latchkey.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfig;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The settings and their defaults as docs/auth.md lists them: renaming one breaks whoever set it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ConfigDefaultsTest {

    @Test
    void settings_have_their_published_names_and_defaults() {
        SmallRyeConfig config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
        Map<String, String> settings = new TreeMap<>();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith("latchkey.auth.") && !name.endsWith("-file")) {
                settings.put(name, config.getRawValue(name));
            }
        }
        assertThat(settings)
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("latchkey.auth.account.quota", "10G"),
                        Map.entry("latchkey.auth.account.public-link-quota", "50G"),
                        Map.entry("latchkey.auth.account.trash-days", "15"),
                        Map.entry("latchkey.auth.api-key.per-account", "100"),
                        Map.entry("latchkey.auth.jwt.lifetime", "PT5M"),
                        Map.entry("latchkey.auth.password.memory-kib", "19456"),
                        Map.entry("latchkey.auth.password.iterations", "2"),
                        Map.entry("latchkey.auth.password.parallelism", "1"),
                        Map.entry("latchkey.auth.password.at-once", "2"),
                        Map.entry("latchkey.auth.password.waiting", "64"),
                        Map.entry("latchkey.auth.password.longest-wait", "PT10S"),
                        Map.entry("latchkey.auth.registration.per-address", "200"),
                        Map.entry("latchkey.auth.registration.period", "PT1H"),
                        Map.entry("latchkey.auth.session.touch-interval", "PT1M"),
                        Map.entry("latchkey.auth.session.per-account", "500"),
                        Map.entry("latchkey.auth.signature.tolerance", "PT5M"),
                        Map.entry("latchkey.auth.throttle.per-account-and-address", "10"),
                        Map.entry("latchkey.auth.throttle.per-address", "50"),
                        Map.entry("latchkey.auth.throttle.period", "PT5M"),
                        Map.entry("latchkey.auth.throttle.per-account", "100"),
                        Map.entry("latchkey.auth.throttle.account-period", "PT1H"),
                        Map.entry("latchkey.auth.throttle.while-account-is-under-attack", "2"),
                        Map.entry("latchkey.auth.throttle.familiar-for", "P90D"))));
    }
}
