package dev.latchkey.link.publiclink;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Who may make links. */
@ConfigMapping(prefix = "latchkey.links")
interface LinksConfig {

    /**
     * Whether an account has to have its mail address verified before it may make links (2014). Off: an installation
     * may have no mail.
     */
    @WithDefault("false")
    boolean verifiedEmailRequired();

    /**
     * Sites whose pages may call the methods that make links, as origins ({@code https://example.org}); the
     * installation's own always may. Absent: all may. Given, pages of all others are answered 7010.
     */
    Optional<List<String>> allowedOrigins();
}
