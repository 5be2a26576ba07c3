package dev.latchkey.file.revocation;

import dev.latchkey.protocol.remote.Revocations;

/** What link-service tells of links that were deleted or changed. */
interface RevocationFeed {

    /** The next page after the given position; throws whatever it likes when there is no answer. */
    Revocations after(long position);
}
