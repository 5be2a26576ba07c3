package dev.latchkey.protocol.trace;

import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.quarkus.arc.All;
import io.quarkus.arc.Unremovable;
import io.quarkus.opentelemetry.runtime.AutoConfiguredOpenTelemetrySdkBuilderCustomizer;
import io.quarkus.opentelemetry.runtime.exporter.otlp.tracing.RemoveableLateBoundSpanProcessor;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Sets the tracer up, when traces are switched on. Every processor goes behind {@link HarmlessSpans}: the framework's
 * own, which exports by OTLP, and any that the SDK makes by itself. The framework's bean that would put the former in
 * as it is, is excluded ({@code quarkus.arc.exclude-types}): without this class nothing is exported, and with both
 * there is no start.
 */
@Singleton
@Unremovable
final class Traces implements AutoConfiguredOpenTelemetrySdkBuilderCustomizer {

    private final List<SpanProcessor> processors;

    Traces(@All List<SpanProcessor> processors, Instance<TracerProviderCustomizer> ofTheFramework) {
        if (!ofTheFramework.isUnsatisfied()) {
            throw new IllegalStateException(
                    "Traces would leave with all they hold: quarkus.arc.exclude-types has to name "
                            + TracerProviderCustomizer.class.getName());
        }
        this.processors = processors;
    }

    @Override
    public void customize(AutoConfiguredOpenTelemetrySdkBuilder builder) {
        builder.addTracerProviderCustomizer((provider, _) -> {
            processors.stream()
                    // What stands for "no processor".
                    .filter(processor -> !(processor instanceof RemoveableLateBoundSpanProcessor))
                    .map(HarmlessSpans::new)
                    .forEach(provider::addSpanProcessor);
            return provider;
        });
        builder.addSpanProcessorCustomizer((processor, _) -> new HarmlessSpans(processor));
        builder.addSamplerCustomizer((sampler, _) -> new BeginsWithARequest(sampler));
    }
}
