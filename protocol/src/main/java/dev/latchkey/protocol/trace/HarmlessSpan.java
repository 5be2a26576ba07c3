package dev.latchkey.protocol.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A span as it may leave the program: identity, times, whether it failed, and of its attributes those that are listed
 * here with a value as expected here. In both dialects credentials and link codes travel in paths, queries and headers,
 * so all else is left out, known or not: attributes, events (exceptions with their messages), links, the status'
 * description, the trace state. The name is made anew from listed attributes.
 */
final class HarmlessSpan extends DelegatingSpanData {

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<String> SERVER = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");

    private static final Predicate<Object> NUMBER = Long.class::isInstance;

    /** A route is a template, so it has no query. */
    private static final Map<AttributeKey<?>, Predicate<Object>> TOLD = Map.ofEntries(
            Map.entry(METHOD, text("[A-Z_]{1,16}")),
            Map.entry(ROUTE, text("/[A-Za-z0-9_.{}*/-]{0,100}")),
            Map.entry(AttributeKey.longKey("http.response.status_code"), NUMBER),
            Map.entry(AttributeKey.longKey("http.request.body.size"), NUMBER),
            Map.entry(AttributeKey.longKey("http.response.body.size"), NUMBER),
            Map.entry(AttributeKey.stringKey("error.type"), text("[1-5]\\d\\d|[a-z]\\w*(\\.[\\w$]+)+|_OTHER")),
            Map.entry(AttributeKey.stringKey("network.protocol.version"), text("[0-9.]{1,3}")),
            Map.entry(SERVER, text("[A-Za-z0-9.:_-]{1,253}")),
            Map.entry(PORT, NUMBER),
            Map.entry(TracedRequest.ID, text("[A-Za-z0-9._-]{1,64}")),
            Map.entry(TracedRequest.RESULT, NUMBER));

    /** What a call to a neighbour is named: its verb and the template of its path. */
    private static final Pattern CALL_OF_A_NEIGHBOUR =
            Pattern.compile("[A-Z]{1,8} /(internal|\\.well-known)/[a-z{}./-]{1,60}");

    private final Attributes told;

    HarmlessSpan(SpanData span) {
        super(span);
        Attributes all = span.getAttributes();
        boolean isServer = span.getKind() == SpanKind.SERVER;
        this.told = all.toBuilder()
                .removeIf(key -> !isTold(key, all.get(key)) || (isServer && isSaidByTheClient(key)))
                .build();
    }

    @Override
    public String getName() {
        String method = or(told.get(METHOD), "HTTP");
        return switch (getKind()) {
            case SERVER -> told.get(ROUTE) == null ? method : method + " " + told.get(ROUTE);
            case CLIENT -> CALL_OF_A_NEIGHBOUR.matcher(super.getName()).matches() ? super.getName() : method;
            case INTERNAL, PRODUCER, CONSUMER -> getKind().name().toLowerCase(Locale.ROOT);
        };
    }

    @Override
    public Attributes getAttributes() {
        return told;
    }

    @Override
    public int getTotalAttributeCount() {
        return told.size();
    }

    @Override
    public List<EventData> getEvents() {
        return List.of();
    }

    @Override
    public int getTotalRecordedEvents() {
        return 0;
    }

    @Override
    public List<LinkData> getLinks() {
        return List.of();
    }

    @Override
    public int getTotalRecordedLinks() {
        return 0;
    }

    @Override
    public StatusData getStatus() {
        return StatusData.create(super.getStatus().getStatusCode(), "");
    }

    @Override
    public SpanContext getSpanContext() {
        return withoutState(super.getSpanContext());
    }

    @Override
    public SpanContext getParentSpanContext() {
        return withoutState(super.getParentSpanContext());
    }

    private static SpanContext withoutState(SpanContext context) {
        if (context.getTraceState().isEmpty()) {
            return context;
        }
        return context.isRemote()
                ? SpanContext.createFromRemoteParent(
                        context.getTraceId(), context.getSpanId(), context.getTraceFlags(), TraceState.getDefault())
                : SpanContext.create(
                        context.getTraceId(), context.getSpanId(), context.getTraceFlags(), TraceState.getDefault());
    }

    private static boolean isTold(AttributeKey<?> key, @Nullable Object value) {
        Predicate<Object> expected = TOLD.get(key);
        return expected != null && value != null && expected.test(value);
    }

    /** A server has its address from the {@code Host} header. */
    private static boolean isSaidByTheClient(AttributeKey<?> key) {
        return key.equals(SERVER) || key.equals(PORT);
    }

    private static Predicate<Object> text(String form) {
        Pattern pattern = Pattern.compile(form);
        return value -> value instanceof String text && pattern.matcher(text).matches();
    }

    private static String or(@Nullable String text, String other) {
        return text == null ? other : text;
    }
}
