package dev.latchkey.file.download;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/** What an operator asks about downloads. */
@Singleton
final class ContentMetrics {

    private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);
    private final Counter bytes;

    ContentMetrics(MeterRegistry registry, RecentBlobs blobs) {
        for (Refusal refusal : Refusal.values()) {
            refused.put(refusal, registry.counter("latchkey.content.refused", "reason", refusal.label()));
        }
        bytes = registry.counter("latchkey.content.bytes");
        registry.gauge("latchkey.content.memory.bytes", blobs, RecentBlobs::bytes);
    }

    void refused(Refusal refusal) {
        Counter counter = refused.get(refusal);
        if (counter != null) {
            counter.increment();
        }
    }

    void sent(long count) {
        bytes.increment(count);
    }
}
