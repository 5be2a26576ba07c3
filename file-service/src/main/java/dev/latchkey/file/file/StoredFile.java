package dev.latchkey.file.file;

import dev.latchkey.protocol.value.AccountId;
import java.time.Instant;

/**
 * A file.
 *
 * @param id its id, the same over all revisions
 * @param owner whose tree it is in, and whose quota it counts towards
 * @param folder the real id of the folder it lies in
 * @param name its name
 * @param created when it was made, or as the uploader said
 * @param modified when its contents were last changed, or as the uploader said
 * @param isDeleted whether it lies in the trash
 * @param revision the id of the revision that is looked at, as a rule the current one
 * @param content what that revision holds
 */
public record StoredFile(
        long id,
        AccountId owner,
        long folder,
        String name,
        Instant created,
        Instant modified,
        boolean isDeleted,
        long revision,
        Content content) {

    /** The same file, looked at in another of its revisions. */
    StoredFile at(long otherRevision, Content otherContent) {
        return new StoredFile(id, owner, folder, name, created, modified, isDeleted, otherRevision, otherContent);
    }

    /** Its length in bytes. */
    public long size() {
        return content.blob().size();
    }
}
