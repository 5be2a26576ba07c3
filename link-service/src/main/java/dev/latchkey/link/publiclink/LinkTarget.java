package dev.latchkey.link.publiclink;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.value.FileId;
import java.util.Optional;

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

    /**
     * Whether a visitor who wants that file can be led anywhere, as far as the link itself tells.
     *
     * @param wanted none where the visitor names no file
     */
    default boolean leadsTo(Optional<FileId> wanted) {
        return switch (this) {
            case OneFile(FileId only) -> wanted.isEmpty() || wanted.get().equals(only);
            case Folder _ -> wanted.isPresent();
        };
    }

    /**
     * Which file to look for.
     *
     * @throws dev.latchkey.protocol.error.ApiException 1029 where it leads to many and none is named; 2009 where it leads to
     *     another than the one that is named
     */
    default FileId choose(Optional<FileId> wanted) {
        if (!leadsTo(wanted)) {
            throw (wanted.isEmpty() ? ApiError.NO_FILEID : ApiError.FILE_NOT_FOUND).exception();
        }
        return this instanceof OneFile(FileId only) ? only : wanted.orElseThrow();
    }
}
