package dev.latchkey.link.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a signed URL lives. Rounding the end up to a step makes equal requests give equal URLs for a while, which
 * caches in front of the content path can use.
 *
 * @param lifetime shortest life of a URL that no link ends earlier
 * @param step what the end is rounded up to, whole seconds
 */
public record UrlLife(Duration lifetime, Duration step) {

    private static final Duration CLIENTS_EXPECT_MORE_THAN = Duration.ofHours(1);

    /** Refuses a life that breaks clients, which keep a URL for an hour without looking. */
    public UrlLife {
        if (lifetime.compareTo(CLIENTS_EXPECT_MORE_THAN) <= 0) {
            throw new IllegalArgumentException(
                    "A signed URL has to live longer than " + CLIENTS_EXPECT_MORE_THAN + ", not " + lifetime + ".");
        }
        if (step.compareTo(Duration.ofSeconds(1)) < 0 || step.toNanosPart() != 0) {
            throw new IllegalArgumentException("The step of URL expiries has to be whole seconds, not " + step + ".");
        }
    }

    /** Longest life a URL can have. */
    public Duration longest() {
        return lifetime.plus(step);
    }

    /** The end of a URL that others may share: rounded up to the step, never later than its link's. */
    public Instant shared(Instant now, Optional<Instant> linkExpires) {
        long end = now.plus(lifetime).getEpochSecond();
        long rounded = Math.ceilDiv(end, step.toSeconds()) * step.toSeconds();
        return earlier(Instant.ofEpochSecond(rounded), linkExpires);
    }

    /** The end of a URL made for one request: not rounded, never later than its link's. */
    public Instant own(Instant now, Optional<Instant> linkExpires) {
        return earlier(Instant.ofEpochSecond(now.plus(lifetime).getEpochSecond()), linkExpires);
    }

    private static Instant earlier(Instant end, Optional<Instant> linkExpires) {
        return linkExpires.filter(end::isAfter).orElse(end);
    }
}
