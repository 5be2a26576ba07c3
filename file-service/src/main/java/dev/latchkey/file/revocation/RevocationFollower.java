package dev.latchkey.file.revocation;

import dev.latchkey.protocol.remote.Revocations;
import org.jboss.logging.Logger;

/** Reads the feed from where it stopped the last time; from the beginning after a start. Not for several threads. */
final class RevocationFollower {

    private static final Logger LOG = Logger.getLogger(RevocationFollower.class);

    private final RevocationFeed feed;
    private final DeadLinks deadLinks;
    private long position;
    private boolean silent;

    RevocationFollower(RevocationFeed feed, DeadLinks deadLinks) {
        this.feed = feed;
        this.deadLinks = deadLinks;
    }

    /** Reads page after page until there is no news. Never throws: while there is no answer, what is known stays. */
    void catchUp() {
        try {
            for (Revocations page = feed.after(position); hasNews(page); page = feed.after(position)) {
                deadLinks.add(page.revocations());
                position = page.last();
            }
            deadLinks.completed();
            silent = false;
        } catch (RuntimeException e) {
            if (!silent) {
                LOG.warnf("the revocation feed does not answer, what is known stays: %s", e.getMessage());
            }
            silent = true;
        }
    }

    private boolean hasNews(Revocations page) {
        return !page.revocations().isEmpty() && page.last() > position;
    }
}
