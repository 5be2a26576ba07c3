package dev.latchkey.protocol.signedurl;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Rounds expiries up to a multiple of a step (counted from 1970), so that equal requests within one step get equal URLs
 * and a cache in front can answer them.
 *
 * @param step whole seconds, at least one; a step of one second merely cuts no URL short
 */
public record ExpiryStep(Duration step) {

    public ExpiryStep {
        if (step.compareTo(Duration.ofSeconds(1)) < 0 || !step.equals(step.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("expiry step is not a whole number of seconds: " + step);
        }
    }

    /** When a URL asked for now ends: it lives at least as long as wanted and less than a step longer. */
    public Instant expiry(Instant now, Duration lifetime) {
        return roundUp(now.plus(lifetime));
    }

    /** The first multiple of the step that is not before the given time. */
    public Instant roundUp(Instant earliest) {
        long seconds = earliest.getEpochSecond() + (earliest.getNano() > 0 ? 1 : 0);
        return Instant.ofEpochSecond(Math.ceilDiv(seconds, step.toSeconds()) * step.toSeconds());
    }
}
