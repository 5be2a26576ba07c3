package dev.latchkey.protocol.trace;

import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.quarkus.arc.Unremovable;
import io.quarkus.opentelemetry.runtime.propagation.TextMapPropagatorCustomizer;
import io.vertx.core.spi.observability.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Collection;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Whose traces a service continues: its neighbours'. A {@code traceparent} says which trace a request belongs to and
 * whether it is recorded, so a stranger who sends one could have everything recorded, or nothing, or mix their requests
 * into another's trace. It is believed on {@code /internal} only, where no gateway leads. Where a gateway makes traces
 * of its own and replaces what clients send, {@code latchkey.traces.continued} lets it be believed everywhere.
 */
@Singleton
@Unremovable
final class TraceParents implements TextMapPropagatorCustomizer {

    private static final String OF_NEIGHBOURS = "/internal/";

    private final boolean continued;

    TraceParents(@ConfigProperty(name = "latchkey.traces.continued", defaultValue = "false") boolean continued) {
        this.continued = continued;
    }

    @Override
    public TextMapPropagator customize(Context context) {
        return continued ? context.propagator() : new OfNeighbours(context.propagator());
    }

    /** Reads from requests of neighbours, and writes to all that are sent. */
    record OfNeighbours(TextMapPropagator all) implements TextMapPropagator {

        @Override
        public Collection<String> fields() {
            return all.fields();
        }

        @Override
        public <C> void inject(io.opentelemetry.context.Context context, @Nullable C carrier, TextMapSetter<C> setter) {
            all.inject(context, carrier, setter);
        }

        @Override
        public <C> io.opentelemetry.context.Context extract(
                io.opentelemetry.context.Context context, @Nullable C carrier, TextMapGetter<C> getter) {
            boolean isOfANeighbour =
                    carrier instanceof HttpRequest request && request.uri().startsWith(OF_NEIGHBOURS);
            return isOfANeighbour ? all.extract(context, carrier, getter) : context;
        }
    }
}
