package dev.latchkey.file.access;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.Metadata;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.Right;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where a caller stands in a folder.
 *
 * @param caller who
 * @param owner whose tree the folder is in
 * @param root the real id of that tree's root
 * @param rights what the caller may do there
 */
public record Standing(AccountId caller, AccountId owner, long root, Set<Right> rights) {

    public Standing {
        rights = Set.copyOf(rights);
    }

    /** An owner in their own tree. */
    public static Standing ofOwner(AccountId owner, long root) {
        return new Standing(owner, owner, root, EnumSet.allOf(Right.class));
    }

    /** Whether it is the caller's own tree. */
    public boolean isOwn() {
        return caller.equals(owner);
    }

    /** Refuses with {@link ApiError#ACCESS_DENIED} what the caller may not do. */
    public void require(Right right) {
        ApiError.ACCESS_DENIED.when(!rights.contains(right));
    }

    /** The id the caller knows a folder of this tree by: their own root is 0 to them. */
    public long wireId(long folder) {
        return isOwn() && folder == root ? 0 : folder;
    }

    /** What the metadata of somebody else's object says of the caller's rights. */
    public Optional<Metadata.Foreign> foreign() {
        if (isOwn()) {
            return Optional.empty();
        }
        return Optional.of(new Metadata.Foreign(
                owner.value(),
                rights.contains(Right.READ),
                rights.contains(Right.CREATE),
                rights.contains(Right.MODIFY),
                rights.contains(Right.DELETE)));
    }
}
