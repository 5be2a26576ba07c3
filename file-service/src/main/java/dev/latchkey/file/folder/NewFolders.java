package dev.latchkey.file.folder;

import dev.latchkey.file.access.Standing;
import dev.latchkey.file.access.Standings;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.remote.Metadata;
import dev.latchkey.protocol.value.FileName;
import dev.latchkey.protocol.value.FilePath;
import dev.latchkey.protocol.value.FolderId;
import dev.latchkey.protocol.value.Right;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What the two methods that make folders share: find the place, check the right, make it unless it is there. */
@ApplicationScoped
final class NewFolders {

    private final Folders folders;
    private final Standings standings;

    NewFolders(Folders folders, Standings standings) {
        this.folders = folders;
        this.standings = standings;
    }

    /**
     * The folder that was asked for.
     *
     * @param isNew whether it was made just now
     */
    record Answer(Metadata metadata, boolean isNew) {}

    Answer ensure(Caller caller, Optional<FolderId> parentId, Optional<FileName> name, Optional<FilePath> path) {
        if (parentId.isPresent() && name.isPresent()) {
            return ensure(caller, folders.open(caller, parentId.get()), name.get());
        }
        FilePath full = path.orElseThrow(ApiError.NO_PATH_OR_NAME::exception);
        if (full.isRoot()) {
            Lineage root = folders.root(caller);
            return new Answer(FolderMetadata.of(root, Standing.ofOwner(root.owner(), root.id())), false);
        }
        return ensure(caller, folders.openParent(caller, full), full.name());
    }

    private Answer ensure(Caller caller, Lineage parent, FileName name) {
        Standing standing = standings.of(caller.account(), parent.owner(), parent.ids());
        standing.require(Right.CREATE);
        Folders.Made made = folders.ensure(parent, name);
        return new Answer(FolderMetadata.of(made.lineage(), standing), made.isNew());
    }
}
