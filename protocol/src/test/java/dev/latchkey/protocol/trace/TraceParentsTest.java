package dev.latchkey.protocol.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.quarkus.opentelemetry.runtime.propagation.TextMapPropagatorCustomizer;
import io.vertx.core.spi.observability.HttpRequest;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentsTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

    @Test
    void the_trace_of_a_neighbour_goes_on() {
        assertThat(begun(propagator(false), "/internal/files").getTraceId()).isEqualTo(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/getpublinkdownload?code=x",
                "/?/internal/",
                "/internal",
                "/x/internal/files",
                "//internal/files",
                "http://localhost/internal/files"
            })
    void that_of_a_stranger_does_not(String uri) {
        assertThat(begun(propagator(false), uri).isValid()).isFalse();
    }

    @Test
    void that_of_a_gateway_does_where_it_may() {
        assertThat(begun(propagator(true), "/getpublinkdownload").getTraceId()).isEqualTo(TRACE);
    }

    @Test
    void neighbours_are_told() {
        Map<String, String> headers = new HashMap<>();

        propagator(false)
                .inject(
                        begin(propagator(false), "/internal/files"),
                        headers,
                        (carrier, key, value) -> carrier.put(key, value));

        assertThat(headers).containsEntry("traceparent", PARENT);
        assertThat(propagator(false).fields()).contains("traceparent");
    }

    @ParameterizedTest
    @EnumSource
    void a_trace_begins_with_a_request_that_comes_in(SpanKind kind) {
        assertThat(sampled(Context.root(), kind))
                .isEqualTo(kind == SpanKind.SERVER ? SamplingDecision.RECORD_AND_SAMPLE : SamplingDecision.DROP);
        assertThat(sampled(begin(propagator(false), "/internal/files"), kind))
                .isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
    }

    private static SamplingDecision sampled(Context parent, SpanKind kind) {
        return new BeginsWithARequest(Sampler.alwaysOn())
                .shouldSample(parent, TRACE, "any", kind, Attributes.empty(), List.of())
                .getDecision();
    }

    private static SpanContext begun(TextMapPropagator propagator, String uri) {
        return Span.fromContext(begin(propagator, uri)).getSpanContext();
    }

    private static Context begin(TextMapPropagator propagator, String uri) {
        HttpRequest request = (HttpRequest) Proxy.newProxyInstance(
                TraceParentsTest.class.getClassLoader(),
                new Class<?>[] {HttpRequest.class},
                (_, method, _) -> method.getName().equals("uri") ? uri : null);
        return propagator.extract(Context.root(), request, new Headers());
    }

    private static TextMapPropagator propagator(boolean continued) {
        return new TraceParents(continued).customize(new TextMapPropagatorCustomizer.Context() {
            @Override
            public TextMapPropagator propagator() {
                return W3CTraceContextPropagator.getInstance();
            }

            @Override
            public ConfigProperties otelConfigProperties() {
                throw new UnsupportedOperationException();
            }
        });
    }

    /** Every request says the same about its trace. */
    private static final class Headers implements TextMapGetter<HttpRequest> {

        @Override
        public Iterable<String> keys(HttpRequest carrier) {
            return List.of("traceparent");
        }

        @Override
        public String get(HttpRequest carrier, String key) {
            return key.equals("traceparent") ? PARENT : null;
        }
    }
}
