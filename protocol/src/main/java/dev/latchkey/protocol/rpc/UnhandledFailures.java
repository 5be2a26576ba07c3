package dev.latchkey.protocol.rpc;

import dev.latchkey.protocol.error.ApiError;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
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
        if (routing.response().closed()) {
            LOG.debug("The caller hung up", routing.failure());
            return;
        }
        LOG.errorf(routing.failure(), "Failure %s around a method", UUID.randomUUID());
        meters.failed(ApiError.INTERNAL_ERROR.code());
        if (routing.response().headWritten()) {
            routing.request().connection().close();
        } else {
            Replies.send(routing, ApiError.INTERNAL_ERROR);
        }
    }
}
