package dev.latchkey.file.media;

import dev.latchkey.file.cache.FileCache;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** What an operator asks about transcodes. */
final class MediaMetrics {

    private final Counter hits;
    private final Counter misses;
    private final Counter joins;
    private final Counter abandoned;
    private final Counter unequal;
    private final Counter bytes;
    private final Timer durations;
    private final DistributionSummary speeds;

    MediaMetrics(MeterRegistry registry) {
        hits = registry.counter("latchkey.media.cache", "outcome", "hit");
        misses = registry.counter("latchkey.media.cache", "outcome", "miss");
        joins = registry.counter("latchkey.media.cache", "outcome", "joined");
        abandoned = registry.counter("latchkey.media.transcodes.abandoned");
        unequal = registry.counter("latchkey.media.jumps.unequal");
        bytes = registry.counter("latchkey.media.transcoded.bytes");
        durations = registry.timer("latchkey.media.transcodes");
        speeds = registry.summary("latchkey.media.transcodes.speed");
    }

    /** Adds what is read off a pool when somebody looks. */
    static void watch(MeterRegistry registry, String what, TranscodePool pool) {
        gauge(registry, what + ".running", pool, TranscodePool::running);
        gauge(registry, what + ".queued", pool, TranscodePool::waiting);
    }

    /** Adds what is read off the cache when somebody looks. */
    static void watch(MeterRegistry registry, FileCache cache) {
        gauge(registry, "cache.bytes", cache, FileCache::bytes);
    }

    /** Where the service was started before in the same process there is one already, of what is no more. */
    private static <T> void gauge(MeterRegistry registry, String what, T subject, ToDoubleFunction<T> value) {
        String name = "latchkey.media." + what;
        registry.find(name).gauges().forEach(registry::remove);
        registry.gauge(name, subject, value);
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

    /** The bytes after a jump were not those of the segment, which should not happen. */
    void unequal() {
        unequal.increment();
    }

    /** @param bitRate kbit/s, by which the length tells how long the sound is */
    void finished(Duration duration, long length, int bitRate) {
        durations.record(duration);
        bytes.increment(length);
        double played = length * 8.0 / (bitRate * 1000.0);
        speeds.record(played * 1e9 / Math.max(1, duration.toNanos()));
    }
}
