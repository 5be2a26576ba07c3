package dev.latchkey.protocol.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.quarkus.opentelemetry.runtime.AutoConfiguredOpenTelemetrySdkBuilderCustomizer.TracerProviderCustomizer;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HarmlessSpansTest {

    private static final String SECRET = "tlKq7eGv0Sx2fB9";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final Sent sent = new Sent();
    private final SdkTracerProvider tracers = SdkTracerProvider.builder()
            .addSpanProcessor(new HarmlessSpans(SimpleSpanProcessor.create(sent)))
            .build();

    @AfterEach
    void close() {
        tracers.close();
    }

    @ParameterizedTest
    @EnumSource
    void nothing_that_is_not_listed_is_sent(SpanKind kind) {
        SpanContext parent = SpanContext.createFromRemoteParent(
                TRACE,
                "b7ad6b7169203331",
                TraceFlags.getSampled(),
                TraceState.builder().put("vendor", SECRET).build());

        Span span = tracers.get("test")
                .spanBuilder("GET /s/" + SECRET)
                .setParent(Context.root().with(Span.wrap(parent)))
                .setSpanKind(kind)
                .addLink(parent, Attributes.of(AttributeKey.stringKey("http.route"), SECRET))
                .startSpan();
        Stream.of(
                        "url.path",
                        "url.query",
                        "url.full",
                        "http.target",
                        "http.url",
                        "user_agent.original",
                        "http.request.method_original",
                        "client.address",
                        "network.peer.address",
                        "code.function.name",
                        "exception.message",
                        "db.query.text",
                        "something.new")
                .forEach(name -> span.setAttribute(name, "/x?auth=" + SECRET));
        span.setAttribute(AttributeKey.stringArrayKey("http.request.header.authorization"), List.of(SECRET));
        span.addEvent(SECRET, Attributes.of(AttributeKey.stringKey("http.route"), SECRET));
        span.recordException(new IllegalStateException("no such code: " + SECRET));
        span.setStatus(StatusCode.ERROR, "refused " + SECRET);
        span.end();

        SpanData only = sent.only();
        assertThat(only.toString()).doesNotContain(SECRET);
        assertThat(only.getAttributes().isEmpty()).isTrue();
        assertThat(only.getEvents()).isEmpty();
        assertThat(only.getLinks()).isEmpty();
        assertThat(only.getTraceId()).isEqualTo(TRACE);
        assertThat(only.getParentSpanId()).isEqualTo(parent.getSpanId());
        assertThat(only.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void a_request_is_told_by_its_method_route_status_and_result() {
        Span span = begin(SpanKind.SERVER, "GET");
        span.setAttribute("http.request.method", "GET");
        span.setAttribute("http.route", "/downloadPublic/{number}");
        span.setAttribute("http.response.status_code", 200);
        span.setAttribute("latchkey.request.id", "Ab1.-_x");
        span.setAttribute("latchkey.result", 7001);
        span.setAttribute("server.address", SECRET);
        span.setAttribute("server.port", 443);
        span.end();

        assertThat(sent.only().getName()).isEqualTo("GET /downloadPublic/{number}");
        assertThat(sent.only().getAttributes())
                .isEqualTo(Attributes.builder()
                        .put("http.request.method", "GET")
                        .put("http.route", "/downloadPublic/{number}")
                        .put("http.response.status_code", 200)
                        .put("latchkey.request.id", "Ab1.-_x")
                        .put("latchkey.result", 7001)
                        .build());
    }

    @Test
    void a_call_of_a_neighbour_tells_which() {
        Span span = begin(SpanKind.CLIENT, "POST /internal/accounts/{account}/usage");
        span.setAttribute("http.request.method", "POST");
        span.setAttribute("server.address", "file-service.latchkey");
        span.setAttribute("server.port", 8082);
        span.setAttribute("error.type", "java.net.ConnectException");
        span.end();

        assertThat(sent.only().getName()).isEqualTo("POST /internal/accounts/{account}/usage");
        assertThat(sent.only().getAttributes().size()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "http.route, /x?code=tlKq7eGv0Sx2fB9",
        "http.route, /x%2FtlKq7eGv0Sx2fB9",
        "http.route, tlKq7eGv0Sx2fB9",
        "http.request.method, tlKq7eGv0Sx2fB9",
        "error.type, no such code: tlKq7eGv0Sx2fB9",
        "error.type, tlKq7eGv0Sx2fB9",
        "server.address, user:tlKq7eGv0Sx2fB9@host",
        "latchkey.request.id, auth=tlKq7eGv0Sx2fB9",
        "latchkey.result, tlKq7eGv0Sx2fB9"
    })
    void a_listed_attribute_has_to_look_like_one(String name, String value) {
        Span span = begin(SpanKind.CLIENT, "GET /internal/" + SECRET);
        span.setAttribute(name, value);
        span.end();

        assertThat(sent.only().getAttributes().isEmpty()).isTrue();
        assertThat(sent.only().getName()).isEqualTo("HTTP");
    }

    @Test
    @SuppressWarnings("unchecked")
    void beside_the_frameworks_own_way_out_there_is_no_start() {
        Instance<TracerProviderCustomizer> there = (Instance<TracerProviderCustomizer>) Proxy.newProxyInstance(
                HarmlessSpansTest.class.getClassLoader(),
                new Class<?>[] {Instance.class},
                (_, method, _) -> method.getName().equals("isUnsatisfied") ? false : null);

        assertThatThrownBy(() -> new Traces(List.of(), there))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("quarkus.arc.exclude-types");
    }

    private Span begin(SpanKind kind, String name) {
        return tracers.get("test").spanBuilder(name).setSpanKind(kind).startSpan();
    }

    private static final class Sent implements SpanExporter {

        private final List<SpanData> spans = new ArrayList<>();

        SpanData only() {
            assertThat(spans).hasSize(1);
            return spans.getFirst();
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> batch) {
            spans.addAll(batch);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
