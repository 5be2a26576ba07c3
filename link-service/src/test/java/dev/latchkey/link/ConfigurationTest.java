package dev.latchkey.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every setting and its default: renaming one or changing what it does by default is seen here first. */
final class ConfigurationTest {

    private static final String REQUIRED = "(required)";

    @Test
    void settings_and_their_defaults() throws ClassNotFoundException {
        Map<String, String> settings = new TreeMap<>();
        for (String mapping : new String[] {
            "limit.UrlLifeConfig",
            "publiclink.LinksConfig",
            "publiclink.PasswordConfig",
            "publiclink.PublicAddress",
            "resolve.SignedUrlConfig"
        }) {
            read(Class.forName("dev.latchkey.link." + mapping), settings);
        }
        assertThat(settings)
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("latchkey.link-password.at-once", "2"),
                        Map.entry("latchkey.link-password.longest-wait", "PT10S"),
                        Map.entry("latchkey.link-password.tries", "10"),
                        Map.entry("latchkey.link-password.waiting", "64"),
                        Map.entry("latchkey.link-password.window", "PT5M"),
                        Map.entry("latchkey.links.allowed-origins", "(all)"),
                        Map.entry("latchkey.links.verified-email-required", "false"),
                        Map.entry("latchkey.public.content-hosts", REQUIRED),
                        Map.entry("latchkey.public.url", REQUIRED),
                        Map.entry("latchkey.signed-url.bound-to-address", "false"),
                        Map.entry("latchkey.signed-url.keys-file", REQUIRED),
                        Map.entry("latchkey.signed-url.lifetime", "PT4H"),
                        Map.entry("latchkey.signed-url.min-speed", "16384"),
                        Map.entry("latchkey.signed-url.step", "PT1H"))));
    }

    private static void read(Class<?> mapping, Map<String, String> into) {
        String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
        Stream.of(mapping.getDeclaredMethods()).forEach(setting -> {
            String name = setting.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            var otherwise = setting.getAnnotation(WithDefault.class);
            String absent = setting.getReturnType() == Optional.class ? "(all)" : REQUIRED;
            into.put(prefix + "." + name, otherwise == null ? absent : otherwise.value());
        });
    }
}
