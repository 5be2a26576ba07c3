package dev.latchkey.protocol.rpc;

import dev.latchkey.protocol.error.ApiError;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Replies given before routing, where no resource is at hand yet. */
final class Replies {

    static final String JSON = "application/json; charset=utf-8";

    private Replies() {}

    /** An error of the dialect: HTTP 200, since clients judge by {@code result}. */
    static void send(RoutingContext routing, ApiError error) {
        send(routing, error, Map.of());
    }

    /** The same with further fields. */
    static void send(RoutingContext routing, ApiError error, Map<String, Object> extras) {
        routing.response()
                .setStatusCode(200)
                .putHeader("Content-Type", JSON)
                .putHeader("X-Error", Integer.toString(error.code()))
                .end(Buffer.buffer(WireJson.failure(error.code(), error.message(), extras, RenderOptions.DEFAULT)));
    }

    /** A request that is no HTTP a client of the dialect would send: HTTP 400, and the connection ends with it. */
    static void sendBadRequest(RoutingContext routing, String text) {
        refuse(routing, 400, text);
    }

    /** A path that leads nowhere, answered as unknown ones are: HTTP 404. What may come after it is not read: the connection ends. */
    static void sendUnknown(RoutingContext routing) {
        refuse(routing, 404, "Unknown method.");
    }

    private static void refuse(RoutingContext routing, int status, String text) {
        if (routing.response().ended()) {
            return;
        }
        routing.response()
                .setStatusCode(status)
                .putHeader("Content-Type", JSON)
                .putHeader("Connection", "close")
                .end(Buffer.buffer(WireJson.failure(status, text, Map.of(), RenderOptions.DEFAULT)));
    }
}
