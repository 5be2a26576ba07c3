package dev.latchkey.protocol.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Adds to a request's span what the dialects answer beside the status: the id of the request, by which its lines in the
 * logs are found, and the code of an error, whose status is 200. Not there at all while traces are off.
 */
@Singleton
final class TracedRequest {

    static final AttributeKey<String> ID = AttributeKey.stringKey("latchkey.request.id");
    static final AttributeKey<Long> RESULT = AttributeKey.longKey("latchkey.result");

    private static final int BEFORE_ALL_FILTERS = 3_000;
    private static final Pattern CODE = Pattern.compile("\\d{1,5}");

    private final boolean off;

    TracedRequest(@ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
        this.off = off;
    }

    void register(@Observes Filters filters) {
        if (!off) {
            filters.register(TracedRequest::begin, BEFORE_ALL_FILTERS);
        }
    }

    private static void begin(RoutingContext routing) {
        Span span = Span.current();
        if (span.isRecording()) {
            routing.addHeadersEndHandler(_ -> end(span, routing.response().headers()));
        }
        routing.next();
    }

    private static void end(Span span, MultiMap answered) {
        String id = answered.get("X-Request-Id");
        if (id != null) {
            span.setAttribute(ID, id);
        }
        String code = answered.get("X-Error");
        if (code != null && CODE.matcher(code).matches()) {
            span.setAttribute(RESULT, Long.parseLong(code));
        }
    }
}
