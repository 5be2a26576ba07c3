package dev.latchkey.file.file;

import java.time.Instant;

/**
 * Something that is kept although nobody sees it any more.
 *
 * @param kind what it is
 * @param id of the revision, or of the file
 * @param bytes how much it holds; a deleted file holds what all its revisions hold
 * @param expires when it goes by its age
 */
record Kept(Kind kind, long id, long bytes, Instant expires) {

    enum Kind {
        /** A revision of a file that is not deleted, not the current one. */
        REVISION,
        /** A deleted file with all its revisions. */
        TRASH
    }
}
