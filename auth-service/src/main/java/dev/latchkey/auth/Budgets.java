package dev.latchkey.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * How often something may happen, per key (an address, an account). A spent budget fills up again evenly. Kept in
 * memory, for a bounded number of keys: each replica of the service has budgets of its own, and a restart fills them
 * all.
 */
// The cache picks its classes by name, of which an executable has to be told.
@RegisterForReflection(
        classNames = {"com.github.benmanes.caffeine.cache.SSMSA", "com.github.benmanes.caffeine.cache.PSAMS"})
public final class Budgets {

    /**
     * Enough that filling the table with junk takes longer than a budget needs to fill up: a wrong log-in costs a
     * password hash.
     */
    private static final long MOST_KEYS = 200_000;

    private final int size;
    private final Duration period;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;

    /**
     * @param size tries of a full budget
     * @param period the time in which an empty one fills up
     */
    public Budgets(int size, Duration period, Clock clock) {
        this.size = size;
        this.period = period;
        this.time = new ClockMeter(clock);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterAccess(period.multipliedBy(2))
                .ticker(time::currentTimeNanos)
                .build();
    }

    /** Tries left to the key. */
    public long left(String key) {
        Bucket bucket = buckets.getIfPresent(key);
        return bucket == null ? size : bucket.getAvailableTokens();
    }

    /** Tries the key has used up and not got back yet. */
    public long used(String key) {
        return size - left(key);
    }

    /** Takes one try from the key's budget; whether there was one. */
    public boolean spend(String key) {
        return buckets.get(key, this::full).tryConsume(1);
    }

    private Bucket full(String key) {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(size)
                        .refillGreedy(size, period)
                        .build())
                .withCustomTimePrecision(time)
                .build();
    }

    private record ClockMeter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
