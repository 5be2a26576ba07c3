package dev.latchkey.link.publiclink;

import dev.latchkey.link.limit.LinkLimits;
import java.time.Instant;
import java.util.Optional;

/**
 * What an owner wants changed. Where something is both dropped and given, it is dropped first: the given value stands.
 *
 * @param dropShortCode the short code, never to be used again
 * @param makeShortCode a short code, unless there is one
 * @param maxDownloads 0 is no limit
 * @param maxTraffic bytes, 0 is no limit
 */
record LinkChange(
        boolean dropShortCode,
        boolean makeShortCode,
        boolean dropExpiry,
        Optional<Instant> expires,
        Optional<Long> maxDownloads,
        Optional<Long> maxTraffic,
        boolean dropPassword,
        Optional<PasswordHash> password) {

    LinkLimits applyTo(LinkLimits limits) {
        LinkLimits changed = dropExpiry ? limits.expiring(Optional.empty()) : limits;
        if (expires.isPresent()) {
            changed = changed.expiring(expires);
        }
        if (maxDownloads.isPresent()) {
            changed = changed.downloads(maxDownloads.get());
        }
        if (maxTraffic.isPresent()) {
            changed = changed.traffic(maxTraffic.get());
        }
        return changed;
    }

    Optional<PasswordHash> applyTo(Optional<PasswordHash> old) {
        return password.or(() -> dropPassword ? Optional.empty() : old);
    }
}
