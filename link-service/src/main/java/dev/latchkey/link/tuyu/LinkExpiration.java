package dev.latchkey.link.tuyu;

import dev.latchkey.protocol.error.ApiError;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long a link of this dialect lives.
 *
 * @param days 1 to 15, 30, 60 or 90; 0 for ever
 */
record LinkExpiration(int days) {

    static final LinkExpiration DEFAULT = new LinkExpiration(15);

    private static final Pattern OFFERED = Pattern.compile("[0-9]|1[0-5]|30|60|90");

    /** Reads {@code link_expiration}; 1802 for days that are not offered. */
    static LinkExpiration valueOf(String wire) {
        ApiError.INVALID_NUMBER.when(!OFFERED.matcher(wire).matches());
        return new LinkExpiration(Integer.parseInt(wire));
    }

    /** When a link made now ends, if ever. */
    Optional<Instant> from(Instant now) {
        return days == 0 ? Optional.empty() : Optional.of(now.plus(Duration.ofDays(days)));
    }
}
