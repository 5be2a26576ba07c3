package dev.latchkey.file.folder;

import dev.latchkey.protocol.value.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * A folder.
 *
 * @param id the real id, never 0
 * @param owner whose tree it is in
 * @param parent the folder it lies in; none for a root
 * @param name its name; empty for a root
 * @param created when it was made
 * @param modified when something in it was last added, renamed or deleted
 * @param isDeleted whether it lies in the trash
 */
public record Folder(
        long id,
        AccountId owner,
        Optional<Long> parent,
        String name,
        Instant created,
        Instant modified,
        boolean isDeleted) {

    /** Whether it is the root of its owner's tree. */
    public boolean isRoot() {
        return parent.isEmpty();
    }
}
