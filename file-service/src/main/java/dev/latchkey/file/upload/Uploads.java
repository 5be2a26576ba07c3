package dev.latchkey.file.upload;

import dev.latchkey.file.access.Standing;
import dev.latchkey.file.access.Standings;
import dev.latchkey.file.blob.Blob;
import dev.latchkey.file.blob.ContentStore;
import dev.latchkey.file.file.Conflict;
import dev.latchkey.file.file.Content;
import dev.latchkey.file.file.FileTimes;
import dev.latchkey.file.file.Files;
import dev.latchkey.file.file.FirstBytes;
import dev.latchkey.file.file.LocatedFile;
import dev.latchkey.file.folder.Folders;
import dev.latchkey.file.folder.Lineage;
import dev.latchkey.file.folder.Trees;
import dev.latchkey.file.media.MediaProbe;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.FileName;
import dev.latchkey.protocol.value.Right;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Brings files in, in this order: rights and room are checked, the bytes go to the blob store, the probe looks at them,
 * and only then one transaction gives them a name. So a cut or failed upload leaves nothing that anybody could see.
 */
@ApplicationScoped
final class Uploads {

    private final Folders folders;
    private final Trees trees;
    private final Files files;
    private final ContentStore store;
    private final MediaProbe probe;
    private final Standings standings;

    Uploads(Folders folders, Trees trees, Files files, ContentStore store, MediaProbe probe, Standings standings) {
        this.folders = folders;
        this.trees = trees;
        this.files = files;
        this.store = store;
        this.probe = probe;
        this.standings = standings;
    }

    /**
     * Where uploaded files go.
     *
     * @param folder the folder
     * @param standing the caller's rights there, when the upload began
     * @param isNumberedOnConflict whether a file gets a number rather than replace another
     * @param times the uploader's
     */
    record Target(Lineage folder, Standing standing, boolean isNumberedOnConflict, FileTimes times) {

        /** What to do about a name in use, for somebody who stands there like that. */
        Conflict conflict(Standing current) {
            if (isNumberedOnConflict) {
                return Conflict.NUMBER;
            }
            return current.rights().contains(Right.MODIFY) ? Conflict.REPLACE : Conflict.REFUSE;
        }
    }

    /** Finds the place and checks the caller's rights there; the root if none is named. */
    Target target(Caller caller, UploadOptions options) {
        trees.open(caller);
        Lineage folder = options.folderId()
                .map(id -> folders.open(caller, id))
                .or(() -> options.path().map(path -> folders.open(caller, path)))
                .orElseGet(() -> folders.root(caller));
        Standing standing = standing(caller.account(), folder);
        FileTimes times = new FileTimes(
                options.modified().map(UnixSeconds::instant), options.created().map(UnixSeconds::instant));
        return new Target(folder, standing, options.isNumberedOnConflict(), times);
    }

    /**
     * Reads one file to its end and keeps it. That may take hours, so the rights are asked for once more before it gets
     * its name; that asks nobody about owners, and nothing again after less than a second.
     *
     * @param length how many bytes the sender announced, if it did
     * @throws IOException if the sender stopped before the end
     */
    LocatedFile receive(Target target, FileName name, InputStream bytes, OptionalLong length) throws IOException {
        long room = room(target, name);
        ApiError.OVER_QUOTA.when(length.isPresent() && length.getAsLong() > room);
        UploadStream stream = new UploadStream(bytes, room);
        Blob blob = length.isPresent() ? store.store(stream, length.getAsLong()) : store.store(stream);
        Optional<String> sniffed = FirstBytes.mimeType(stream.head());
        Content content = new Content(blob, sniffed, probe.facts(blob, Files.tellingName(name, sniffed)));
        Standing standing = standing(target.standing().caller(), target.folder());
        return files.keep(target.folder(), name, content, target.times(), target.conflict(standing));
    }

    /** How long a file of this name may be: one that it replaces makes room for it. */
    private long room(Target target, FileName name) {
        long room = trees.room(target.folder().owner());
        if (target.conflict(target.standing()) != Conflict.REPLACE) {
            return Math.max(0, room);
        }
        long replaced = files.find(target.folder(), name)
                .map(located -> located.file().size())
                .orElse(0L);
        return Math.max(0, room + replaced);
    }

    /** The caller's rights in a folder; {@link ApiError#ACCESS_DENIED} if putting files there is none of them. */
    private Standing standing(AccountId caller, Lineage folder) {
        Standing standing = standings.of(caller, folder.owner(), folder.ids());
        standing.require(Right.CREATE);
        return standing;
    }
}
