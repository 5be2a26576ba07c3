package dev.latchkey.file.folder;

import dev.latchkey.file.access.Standing;
import dev.latchkey.protocol.remote.Icon;
import dev.latchkey.protocol.remote.Metadata;
import java.util.Optional;

/** Draws the metadata structure of folders. */
public final class FolderMetadata {

    private FolderMetadata() {}

    /**
     * A folder as the caller may see it.
     *
     * @param path the absolute path in its owner's tree; only the owner is told
     */
    static Metadata of(Folder folder, Standing standing, String path) {
        return new Metadata(
                standing.wireId(folder.id()),
                folder.isRoot() ? "/" : folder.name(),
                folder.parent().map(standing::wireId),
                folder.created(),
                folder.modified(),
                Icon.FOLDER,
                false,
                !standing.isOwn(),
                standing.foreign(),
                Optional.empty(),
                Optional.empty(),
                standing.isOwn() ? Optional.of(path) : Optional.empty(),
                folder.isDeleted(),
                Optional.empty());
    }

    /** A folder as the caller may see it. */
    public static Metadata of(Lineage lineage, Standing standing) {
        return of(lineage.folder(), standing, lineage.path());
    }
}
