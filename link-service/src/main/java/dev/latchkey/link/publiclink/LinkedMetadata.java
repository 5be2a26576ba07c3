package dev.latchkey.link.publiclink;

import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.remote.Metadata;
import dev.latchkey.protocol.value.AccountId;
import java.util.Optional;

/** What of a file's metadata those see who come to it through a link. */
final class LinkedMetadata {

    private LinkedMetadata() {}

    /** For visitors: {@code isshared} is always false, as the dialect says, and the path stays the owner's. */
    static Metadata forVisitors(Metadata file) {
        return with(file, false, file.foreign());
    }

    /** For the link's owner, who need not be the file's: rights beyond reading are not known here and not claimed. */
    static Metadata forOwner(AccountId owner, FileHandle file) {
        Optional<Metadata.Foreign> foreign = file.owner().equals(owner)
                ? Optional.empty()
                : Optional.of(new Metadata.Foreign(file.owner().value(), true, false, false, false));
        return with(file.metadata(), file.metadata().isShared(), foreign);
    }

    private static Metadata with(Metadata file, boolean isShared, Optional<Metadata.Foreign> foreign) {
        return new Metadata(
                file.id(),
                file.name(),
                file.parentFolderId(),
                file.created(),
                file.modified(),
                file.icon(),
                file.thumb(),
                isShared,
                foreign,
                file.file(),
                file.contents(),
                Optional.empty(),
                file.isDeleted(),
                file.deletedFileId());
    }
}
