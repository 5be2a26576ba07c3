package dev.latchkey.file.download;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What an operator asks about downloads. Counted here and read by the registry, whose own counters look for a trace each time. */
@Singleton
final class ContentMetrics {

    private final Map<Refusal, LongAdder> refused = new EnumMap<>(Refusal.class);
    private final LongAdder bytes = new LongAdder();

    ContentMetrics(MeterRegistry registry, RecentBlobs blobs) {
        for (Refusal refusal : Refusal.values()) {
            LongAdder times = new LongAdder();
            refused.put(refusal, times);
            watch(registry, "latchkey.content.refused", Tags.of("reason", refusal.label()), times);
        }
        watch(registry, "latchkey.content.bytes", Tags.empty(), bytes);
        registry.gauge("latchkey.content.memory.bytes", blobs, RecentBlobs::bytes);
    }

    void refused(Refusal refusal) {
        LongAdder times = refused.get(refusal);
        if (times != null) {
            times.increment();
        }
    }

    void sent(long count) {
        bytes.add(count);
    }

    /** Where the service was started before in the same process there is one already, of what is no more. */
    private static void watch(MeterRegistry registry, String name, Tags tags, LongAdder count) {
        registry.find(name).tags(tags).functionCounters().forEach(registry::remove);
        FunctionCounter.builder(name, count, LongAdder::doubleValue).tags(tags).register(registry);
    }
}
