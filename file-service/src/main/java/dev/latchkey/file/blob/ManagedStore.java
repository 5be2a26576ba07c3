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

    /** Whether the store could take an upload now. Answers within seconds. */
    boolean isWritable();

    @Override
    void close() throws IOException;
}
