package dev.latchkey.auth.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a token lives.
 *
 * @param total at most
 * @param unused without being used
 */
record TokenLifetime(Duration total, Duration unused) {

    static final Duration USUAL_TOTAL = Duration.ofSeconds(31_536_000);
    static final Duration LONGEST_TOTAL = Duration.ofSeconds(63_072_000);
    static final Duration USUAL_UNUSED = Duration.ofSeconds(2_678_400);
    static final Duration LONGEST_UNUSED = Duration.ofSeconds(5_356_800);

    /**
     * The lifetime a client asks for, in seconds: 0 counts as not asked, and more than the dialect's maximum as the
     * maximum.
     */
    static TokenLifetime of(Optional<Long> authExpire, Optional<Long> authInactiveExpire) {
        return new TokenLifetime(
                within(authExpire, USUAL_TOTAL, LONGEST_TOTAL),
                within(authInactiveExpire, USUAL_UNUSED, LONGEST_UNUSED));
    }

    /** When a token dies that is used now and was made to live until then. */
    static Instant unusedUntil(Instant now, Duration unused, Instant end) {
        Instant until = now.plus(unused);
        return until.isBefore(end) ? until : end;
    }

    private static Duration within(Optional<Long> asked, Duration usual, Duration longest) {
        return asked.filter(seconds -> seconds > 0)
                .map(seconds -> Duration.ofSeconds(Math.min(seconds, longest.toSeconds())))
                .orElse(usual);
    }
}
