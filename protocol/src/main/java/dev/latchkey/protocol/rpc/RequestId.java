package dev.latchkey.protocol.rpc;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * One id for all that a request makes the services do: it stands in each line they log about it, goes along to
 * neighbours, and comes back in the answer. A client or gateway may bring its own; anything but 64 plain characters is
 * replaced, since it ends in logs. Content is served without.
 */
@Singleton
public final class RequestId {

    /** The header that brings it, hands it on and tells it. */
    public static final String HEADER = "X-Request-Id";

    private static final String LOGGED_AS = "requestId";
    private static final String KEPT_AS = "latchkey.request-id";
    private static final int BEFORE_MERGING = 2_000;
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    void register(@Observes Filters filters) {
        filters.register(RequestId::begin, BEFORE_MERGING);
    }

    /** The id of the request that is being served, if one is. */
    public static Optional<String> current() {
        return Optional.ofNullable((String) MDC.get(LOGGED_AS));
    }

    /** A UUID of version 4, like no other, but no secret: guessing one gets nobody anywhere. */
    private static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long version4 = random.nextLong() & ~0xF000L | 0x4000L;
        long variant2 = random.nextLong() >>> 2 | Long.MIN_VALUE;
        return new UUID(version4, variant2).toString();
    }

    private static void begin(RoutingContext routing) {
        String id = routing.get(KEPT_AS);
        if (id == null) {
            String sent = routing.request().getHeader(HEADER);
            id = sent != null && HARMLESS.matcher(sent).matches() ? sent : random();
            routing.put(KEPT_AS, id);
        }
        // Once more when a form was merged: the request comes by again, and its answer has lost all headers.
        routing.response().putHeader(HEADER, id);
        MDC.put(LOGGED_AS, id);
        routing.next();
    }
}
