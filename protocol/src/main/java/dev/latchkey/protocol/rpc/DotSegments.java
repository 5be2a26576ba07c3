package dev.latchkey.protocol.rpc;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * A path with {@code .} or {@code ..} between its slashes, in whatever encoding, leads nowhere. It could be read as one path by a gateway and as another
 * here: so strangers would come to {@code /q} and {@code /internal} by a gateway that routes neither. Content is served before this: what is read there is the path as it came.
 */
@Singleton
final class DotSegments {

    private static final int AFTER_THE_ID_BEFORE_MERGING = 1_500;
    private static final Pattern DOTS = Pattern.compile("(?i)(/|%2f|%5c|\\\\)(\\.|%2e){1,2}([/\\\\;#]|%2f|%5c|\\z)");

    void register(@Observes Filters filters) {
        filters.register(DotSegments::refuse, AFTER_THE_ID_BEFORE_MERGING);
    }

    private static void refuse(RoutingContext routing) {
        String path = routing.request().path();
        if (path != null && mayHoldDots(path) && DOTS.matcher(path).find()) {
            Replies.sendUnknown(routing);
            return;
        }
        routing.next();
    }

    /** Most paths hold none, and need no look through the pattern's eyes. */
    private static boolean mayHoldDots(String path) {
        return path.indexOf('.') >= 0 || path.indexOf('%') >= 0;
    }
}
