package dev.latchkey.protocol.rpc;

import io.quarkus.runtime.Startup;
import io.smallrye.common.net.Inet;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whose forwarding headers are believed: addresses and ranges only. What is a name to the framework is asked of the name server with every request,
 * and a socket of each question stays open; an IPv6 address without a length is such a name. Read at start: a name stops the service.
 */
@Startup
@Singleton
final class TrustedProxies {

    private static final String SETTING = "quarkus.http.proxy.trusted-proxies";

    TrustedProxies(@ConfigProperty(name = SETTING) Optional<List<String>> proxies) {
        proxies.ifPresent(all -> all.forEach(TrustedProxies::requireNoName));
    }

    /** Takes {@code 192.0.2.1}, {@code 192.0.2.1:8080} and ranges such as {@code 10.42.0.0/16} or {@code ::1/128}. */
    private static void requireNoName(String proxy) {
        String text = proxy.strip();
        boolean isRange = text.indexOf('/') >= 0 && Inet.parseCidrAddress(text) != null;
        boolean isAddress = Inet.parseInet4Address(text.replaceFirst(":\\d+$", "")) != null;
        if (!isRange && !isAddress) {
            throw new IllegalArgumentException(
                    SETTING + ": not an IPv4 address or a range such as 10.42.0.0/16 or ::1/128: " + proxy);
        }
    }
}
