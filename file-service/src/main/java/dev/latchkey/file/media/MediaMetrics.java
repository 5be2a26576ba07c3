package dev.latchkey.file.media;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What an operator asks about transcodes. */
final class MediaMetrics {

    private final Counter hits;
    private final Counter misses;
    private final Counter joins;
    private final Counter abandoned;
    private final Counter bytes;
    private final Timer durations;

    MediaMetrics(MeterRegistry registry) {
        hits = registry.counter("latchkey.media.cache", "outcome", "hit");
        misses = registry.counter("latchkey.media.cache", "outcome", "miss");
        joins = registry.counter("latchkey.media.cache", "outcome", "joined");
        abandoned = registry.counter("latchkey.media.transcodes.abandoned");
        bytes = registry.counter("latchkey.media.transcoded.bytes");
        durations = registry.timer("latchkey.media.transcodes");
    }

    /** Adds what is read off the pool and the cache when somebody looks. */
    static void watch(MeterRegistry registry, TranscodePool pool, VariantCache cache) {
        registry.gauge("latchkey.media.transcodes.running", pool, TranscodePool::running);
        registry.gauge("latchkey.media.transcodes.queued", pool, TranscodePool::waiting);
        registry.gauge("latchkey.media.cache.bytes", cache, VariantCache::bytes);
    }

    void cacheHit() {
        hits.increment();
    }

    void cacheMiss() {
        misses.increment();
    }

    void joined() {
        joins.increment();
    }

    void abandoned() {
        abandoned.increment();
    }

    void finished(Duration duration, long length) {
        durations.record(duration);
        bytes.increment(length);
    }
}
