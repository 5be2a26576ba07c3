package dev.latchkey.link.limit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What the owner allows a link: empty means without limit.
 *
 * @param expires moment from which the link is dead; whole seconds, since that is all the dialects can say
 * @param maxDownloads how many URLs may be handed out, at least 1
 * @param maxTraffic bytes after which no further download starts, at least 1
 */
public record LinkLimits(Optional<Instant> expires, Optional<Long> maxDownloads, Optional<Long> maxTraffic) {

    /** Neither expiry nor limits. */
    public static final LinkLimits NONE = new LinkLimits(Optional.empty(), Optional.empty(), Optional.empty());

    public LinkLimits {
        expires = expires.map(moment -> moment.truncatedTo(ChronoUnit.SECONDS));
        maxDownloads = maxDownloads.filter(limit -> limit > 0);
        maxTraffic = maxTraffic.filter(limit -> limit > 0);
    }

    /** These limits with another expiry. */
    public LinkLimits expiring(Optional<Instant> moment) {
        return new LinkLimits(moment, maxDownloads, maxTraffic);
    }

    /** These limits with another number of downloads; 0 is none. */
    public LinkLimits downloads(long limit) {
        return new LinkLimits(expires, Optional.of(limit), maxTraffic);
    }

    /** These limits with another number of bytes; 0 is none. */
    public LinkLimits traffic(long limit) {
        return new LinkLimits(expires, maxDownloads, Optional.of(limit));
    }

    /** What these limits make of a link used that much, at that moment. */
    public LinkState state(Usage usage, Instant now) {
        if (expires.isPresent() && !expires.get().isAfter(now)) {
            return LinkState.EXPIRED;
        }
        if (maxTraffic.isPresent() && usage.traffic() >= maxTraffic.get()) {
            return LinkState.TRAFFIC_USED_UP;
        }
        if (maxDownloads.isPresent() && usage.downloads() >= maxDownloads.get()) {
            return LinkState.DOWNLOADS_USED_UP;
        }
        return LinkState.LIVE;
    }
}
