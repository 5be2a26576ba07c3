package dev.latchkey.file.folder;

import dev.latchkey.file.access.Standing;
import dev.latchkey.protocol.remote.Metadata;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Port: what folders must know of the files in them. */
public interface FolderFiles {

    /**
     * Files that went to the trash.
     *
     * @param count how many
     * @param bytes how much they held
     */
    record Deleted(long count, long bytes) {}

    /** Whether a file that is not deleted lies in the folder itself. */
    boolean isAnyIn(long folder);

    /**
     * The files in these folders as the caller may see them, ordered by name.
     *
     * @param paths the folders by real id, with their absolute paths
     */
    Map<Long, List<Metadata>> list(Map<Long, String> paths, boolean deletedToo, Standing standing);

    /** Puts the files in these folders into the trash. The tree is locked. */
    Deleted deleteIn(List<Long> folders, Instant now);
}
