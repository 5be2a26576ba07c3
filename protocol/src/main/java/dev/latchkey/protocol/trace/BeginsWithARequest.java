package dev.latchkey.protocol.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Lets a trace begin with a request that comes in, and nowhere else. What services do by themselves (each file-service
 * asks once a second for dead links) would be most of all traces on a quiet system, and nobody looks for it.
 */
record BeginsWithARequest(Sampler otherwise) implements Sampler {

    @Override
    public SamplingResult shouldSample(
            Context parent,
            String traceId,
            String name,
            SpanKind kind,
            Attributes attributes,
            List<LinkData> parentLinks) {
        boolean isFirst = !Span.fromContext(parent).getSpanContext().isValid();
        return isFirst && kind != SpanKind.SERVER
                ? SamplingResult.drop()
                : otherwise.shouldSample(parent, traceId, name, kind, attributes, parentLinks);
    }

    @Override
    public String getDescription() {
        return "BeginsWithARequest{" + otherwise.getDescription() + "}";
    }
}
