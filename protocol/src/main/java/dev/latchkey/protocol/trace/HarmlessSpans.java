package dev.latchkey.protocol.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the tracer and a processor that exports, and shows it {@linkplain HarmlessSpan harmless spans} only.
 * Whatever the exporter is and whoever set it up, it cannot send what it was never given.
 */
final class HarmlessSpans implements SpanProcessor {

    private final SpanProcessor exporting;

    HarmlessSpans(SpanProcessor exporting) {
        this.exporting = exporting;
    }

    /** Not passed on: what it would give away is the span itself. Those that export need only its end. */
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        exporting.onEnd(new Told(span));
    }

    @Override
    public boolean isEndRequired() {
        return exporting.isEndRequired();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporting.shutdown();
    }

    @Override
    public CompletableResultCode forceFlush() {
        return exporting.forceFlush();
    }

    /**
     * A span of which one can read what is told only. Made harmless when it is read, which is when it is sent, by the
     * thread that sends.
     */
    private record Told(ReadableSpan span) implements ReadableSpan {

        @Override
        public SpanData toSpanData() {
            return new HarmlessSpan(span.toSpanData());
        }

        @Override
        public SpanContext getSpanContext() {
            return span.getSpanContext();
        }

        @Override
        public SpanContext getParentSpanContext() {
            return toSpanData().getParentSpanContext();
        }

        @Override
        public String getName() {
            return toSpanData().getName();
        }

        @Override
        @Deprecated
        @SuppressWarnings("InlineMeSuggester")
        public io.opentelemetry.sdk.common.InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
            return span.getInstrumentationLibraryInfo();
        }

        @Override
        public InstrumentationScopeInfo getInstrumentationScopeInfo() {
            return span.getInstrumentationScopeInfo();
        }

        @Override
        public boolean hasEnded() {
            return span.hasEnded();
        }

        @Override
        public long getLatencyNanos() {
            return span.getLatencyNanos();
        }

        @Override
        public SpanKind getKind() {
            return span.getKind();
        }

        @Override
        public <T> @Nullable T getAttribute(AttributeKey<T> key) {
            return getAttributes().get(key);
        }

        @Override
        public Attributes getAttributes() {
            return toSpanData().getAttributes();
        }
    }
}
