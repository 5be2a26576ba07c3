package dev.latchkey.file.file;

import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Lets go of older revisions and deleted files whose time is over, or that an account has too many bytes of. An account
 * after the other, in short transactions: what a crash leaves undone, the next run does. Replicas take turns.
 */
final class Purge {

    private static final Logger LOG = Logger.getLogger(Purge.class);

    private final KeptFiles files;
    private final Retention retention;
    private final Clock clock;

    Purge(KeptFiles files, Retention retention, Clock clock) {
        this.files = files;
        this.retention = retention;
        this.clock = clock;
    }

    void run() {
        Instant now = clock.instant();
        KeptFiles.Purged all = KeptFiles.Purged.NOTHING;
        for (long owner : files.owners(retention, now)) {
            do {
                all = all.plus(files.purge(owner, retention, now));
            } while (all.isBatchFull());
        }
        if (all.revisions() + all.files() > 0) {
            LOG.infof("purged %d older revisions and %d deleted files", all.revisions(), all.files());
        }
    }
}
