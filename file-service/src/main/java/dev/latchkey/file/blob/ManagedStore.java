package dev.latchkey.file.blob;

import java.io.IOException;
import java.time.Duration;

/** A store as the service that runs it sees it. */
interface ManagedStore extends ContentStore, AutoCloseable {

    /**
     * What a sweep removed.
     *
     * @param blobs     that nothing refers to
     * @param leftovers of uploads that a crash cut off
     */
    record Swept(int blobs, int leftovers) {}

    /**
     * Removes blobs that are older than the grace time and that nothing refers to, and what uploads have left behind
     * that nobody has added to for a while.
     *
     * @throws IOException if not all could be looked at
     */
    Swept sweep(BlobReferences references, Duration grace, Duration abandonedAfter) throws IOException;

    /** Whether this replica's own disk could take an upload now. */
    boolean isWritable();

    /** Whether what is kept elsewhere can be reached now; what is kept on the own disk can. Answers within seconds. */
    default boolean isReachable() {
        return true;
    }

    @Override
    void close() throws IOException;
}
