package dev.latchkey.file.file;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What may be kept, and what goes. Everything goes when its time is over; beyond the bound, things go before their
 * time, in the same order.
 *
 * @param trash how long deleted files are kept
 * @param revisions how long older revisions are kept
 * @param percentOfQuota how many bytes are kept for an account, in percent of its quota
 */
record Retention(Duration trash, Duration revisions, int percentOfQuota) {

    private static final double PERCENT = 100.0;

    Retention {
        if (trash.isNegative() || revisions.isNegative() || percentOfQuota < 0) {
            throw new IllegalStateException(
                    "latchkey.file.kept.*: nothing can be kept for less than no time or in less than no room");
        }
    }

    static Retention of(KeptConfig config) {
        return new Retention(config.trash(), config.revisions(), config.percentOfQuota());
    }

    /**
     * What of one account is to go.
     *
     * @param soonestFirst what is kept, ordered by when it expires; the first of more, or all
     * @param total bytes of all that is kept, listed or not
     * @param quota the account's, in bytes
     * @return the first so many of the list
     */
    List<Kept> due(List<Kept> soonestFirst, long total, long quota, Instant now) {
        long bound = bound(quota);
        long left = total;
        List<Kept> due = new ArrayList<>();
        for (Kept kept : soonestFirst) {
            if (kept.expires().isAfter(now) && left <= bound) {
                break;
            }
            due.add(kept);
            left -= kept.bytes();
        }
        return due;
    }

    private long bound(long quota) {
        return (long) Math.min(Long.MAX_VALUE, quota * (percentOfQuota / PERCENT));
    }
}
