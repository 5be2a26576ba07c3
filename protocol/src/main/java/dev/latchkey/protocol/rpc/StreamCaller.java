package dev.latchkey.protocol.rpc;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.Caller;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;

/**
 * The caller of a method that reads its body itself. Their credentials may be among the form fields of that body, so nobody but the method can
 * find them, and it must ask here before it does anything for anybody.
 */
@RequestScoped
public class StreamCaller {

    private final Callers callers;
    private final CurrentCall call;
    private final RoutingContext routing;

    StreamCaller(Callers callers, CurrentCall call, RoutingContext routing) {
        this.callers = callers;
        this.call = call;
        this.routing = routing;
    }

    /**
     * Who is calling: by query, cookie or header, or else by these form fields.
     *
     * @param fields the form fields read so far
     * @throws dev.latchkey.protocol.error.ApiException as {@link Callers#identify}, and {@link ApiError#LOG_IN_REQUIRED} without credentials
     */
    public Caller identify(Map<String, String> fields) {
        call.sent(fields);
        if (!call.isIdentified()) {
            MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>(fields);
            call.identifiedAs(callers.identify(Credentials.of(
                            parameters,
                            routing.request().getHeader("Authorization"),
                            routing.request().getHeader("User-Agent"),
                            call.remoteAddress())
                    .orElseThrow(ApiError.LOG_IN_REQUIRED::exception)));
        }
        return call.caller();
    }
}
