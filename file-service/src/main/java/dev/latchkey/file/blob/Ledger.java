package dev.latchkey.file.blob;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * When which content was stored last, known to all replicas alike. An object store can neither lock a name nor remove
 * an object on condition that nobody has stored it again; so this decides. An implementer owes:
 *
 * <ul>
 *   <li>while {@link #remove} removes a blob, {@link #stored} waits for it: so who has noted a blob and then sees it in
 *       the store may rely on it for the grace time;
 *   <li>what was stored at the limit or later is not removed, however short before it was noted.
 * </ul>
 */
interface Ledger {

    /** Takes blobs out of the store. */
    interface Removal {
        void remove(Collection<String> sha256) throws IOException;
    }

    /** Notes that the blob is about to be stored, or stored again. */
    void stored(String sha256, Instant when) throws IOException;

    /**
     * Blobs that were stored before the limit, in the order of their names.
     *
     * @param after where the last page ended; empty for the first
     * @param count how many at most
     */
    List<String> storedBefore(Instant limit, String after, int count) throws IOException;

    /** Those of the given blobs of which nothing is noted. */
    Set<String> unknown(Collection<String> sha256) throws IOException;

    /**
     * Takes out those of the given blobs that are still older than the limit, and forgets them. If the removal fails
     * nothing is forgotten.
     *
     * @return how many went
     */
    int remove(Collection<String> sha256, Instant limit, Removal removal) throws IOException;
}
