package dev.latchkey.link.publiclink;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The sites whose pages may make links. Read at start: what is no origin stops the service. */
@Startup
@Singleton
final class AllowedOrigins {

    private final boolean all;
    private final Set<String> allowed = new HashSet<>();

    AllowedOrigins(LinksConfig config, PublicAddress address) {
        this.all = config.allowedOrigins().isEmpty();
        origin(address.url()).ifPresent(allowed::add);
        config.allowedOrigins()
                .ifPresent(origins -> origins.forEach(text -> allowed.add(origin(text)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "latchkey.links.allowed-origins: not an origin such as https://example.org: "
                                        + text)))));
    }

    /** Whether a page at that address may. */
    boolean include(String url) {
        return all || origin(url).filter(allowed::contains).isPresent();
    }

    /**
     * Scheme, host and port in lower case; nothing for what has no host, such as the {@code null} of a sandboxed page.
     */
    private static Optional<String> origin(String url) {
        try {
            URI uri = new URI(url.strip());
            if (uri.getScheme() == null || uri.getHost() == null) {
                return Optional.empty();
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
            return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
