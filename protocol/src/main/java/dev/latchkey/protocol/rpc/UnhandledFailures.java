package dev.latchkey.protocol.rpc;

import dev.latchkey.protocol.error.ApiError;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What fails around the methods. The framework would log it with the whole address, whose query may hold a password, if only since a form was
 * {@linkplain ParameterMerge merged} into it.
 */
@Singleton
final class UnhandledFailures {

    private static final Logger LOG = Logger.getLogger(UnhandledFailures.class);
    private static final int BEFORE_THE_FRAMEWORK = -20_000;

    private final Meters meters;

    UnhandledFailures(Meters meters) {
        this.meters = meters;
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_THE_FRAMEWORK).failureHandler(this::answer);
    }

    private void answer(RoutingContext routing) {
        if (routing.failure() == null) {
            routing.next();
            return;
        }
        String errorId = UUID.randomUUID().toString();
        if (routing.failure() instanceof IOException || routing.response().closed()) {
            LOG.debug("The caller hung up", routing.failure());
        } else {
            LOG.errorf(routing.failure(), "Failure %s around a method", errorId);
            meters.failed(ApiError.INTERNAL_ERROR.code());
        }
        String path = routing.request().path();
        if (routing.response().headWritten()) {
            routing.request().connection().close();
        } else if (path.startsWith("/internal/") || path.startsWith("/q/")) {
            routing.response().setStatusCode(500).end();
        } else {
            Replies.send(routing, ApiError.INTERNAL_ERROR, Map.of("errorid", errorId));
        }
    }
}
