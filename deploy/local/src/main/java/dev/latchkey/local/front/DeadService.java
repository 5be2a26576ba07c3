package dev.latchkey.local.front;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A service that does not answer gets the dialect's own words for it, at once. */
final class DeadService implements ProxyInterceptor {

    private static final Logger LOG = Logger.getLogger(DeadService.class.getName());
    private static final Buffer ANSWER =
            Buffer.buffer("{\"result\":5002,\"error\":\"Internal error, no servers available. Try again later.\"}");

    private final String service;

    DeadService(String service) {
        this.service = service;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        return context.sendRequest().recover(failure -> {
            LOG.log(Level.FINE, service + " does not answer", failure);
            return Future.succeededFuture(context.request()
                    .release()
                    .response()
                    .setStatusCode(503)
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Retry-After", "1")
                    .putHeader("X-Error", "5002")
                    .setBody(Body.body(ANSWER.copy())));
        });
    }
}
