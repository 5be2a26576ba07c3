package dev.latchkey.protocol.rpc;

import dev.latchkey.protocol.remote.IdentifyRequest;
import dev.latchkey.protocol.value.Count;
import dev.latchkey.protocol.value.Flag;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the credentials of a request: parameters (wherever they came from: query, form or cookie) and the Bearer header. */
final class Credentials {

    private Credentials() {}

    /** The credentials, or nothing when there are none of any kind. */
    static Optional<IdentifyRequest> of(
            MultivaluedMap<String, String> parameters,
            @Nullable String authorization,
            @Nullable String userAgent,
            String remoteAddress) {
        Optional<String> auth = text(parameters, "auth");
        Optional<String> accessToken = text(parameters, "access_token");
        Optional<String> bearer = bearer(authorization);
        Optional<String> username = text(parameters, "username");
        if (auth.isEmpty() && accessToken.isEmpty() && bearer.isEmpty() && username.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new IdentifyRequest(
                auth,
                accessToken,
                bearer,
                username,
                text(parameters, "password"),
                text(parameters, "getauth")
                        .map(text -> Flag.valueOf(text).isSet())
                        .orElse(false),
                seconds(parameters, "authexpire"),
                seconds(parameters, "authinactiveexpire"),
                text(parameters, "device").or(() -> Optional.ofNullable(userAgent)),
                remoteAddress));
    }

    /** The token of such a header; nothing where it is missing, empty, or of another scheme. */
    static Optional<String> bearer(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.empty();
        }
        return Optional.of(authorization.substring(7).strip()).filter(token -> !token.isEmpty());
    }

    private static Optional<String> text(MultivaluedMap<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.getFirst(name)).filter(text -> !text.isEmpty());
    }

    private static Optional<Long> seconds(MultivaluedMap<String, String> parameters, String name) {
        return text(parameters, name).map(text -> Count.valueOf(text).value());
    }
}
