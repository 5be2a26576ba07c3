package dev.latchkey.link.publiclink;

import dev.latchkey.protocol.value.FileId;

/** What a link leads to. */
public sealed interface LinkTarget {

    /**
     * One file.
     *
     * @param file the file, over all its revisions: a visitor gets the current one
     */
    record OneFile(FileId file) implements LinkTarget {}

    /**
     * A folder with all that is in it.
     *
     * @param folder the folder's real id, never 0
     */
    record Folder(long folder) implements LinkTarget {}
}
