package dev.latchkey.link.resolve;

import dev.latchkey.link.remote.Files;
import dev.latchkey.link.remote.Permissions;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.remote.FileQuestion;
import dev.latchkey.protocol.remote.Verdict;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.Count;
import dev.latchkey.protocol.value.FileId;
import dev.latchkey.protocol.value.FilePath;
import dev.latchkey.protocol.value.Right;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Files that a caller with an account may read: their own, and those they were given access to. */
@Singleton
final class OwnFiles {

    private final Files files;
    private final Permissions permissions;
    private final SignedUrls urls;
    private final CurrentCall call;

    OwnFiles(Files files, Permissions permissions, SignedUrls urls, CurrentCall call) {
        this.files = files;
        this.permissions = permissions;
        this.urls = urls;
        this.call = call;
    }

    /**
     * The file meant.
     *
     * @param revision which of its revisions; empty: the current one
     * @throws dev.latchkey.protocol.error.ApiException 2009, 2002, 2010, 2029, 2003, 5002
     */
    FileHandle find(Optional<FileId> fileId, Optional<FilePath> path, Optional<Count> revision) {
        AccountId caller = call.caller().account();
        FileHandle file =
                files.find(new FileQuestion(caller, fileId, path.map(FilePath::value), revision.map(Count::value)));
        Verdict verdict = permissions.decide(new AccessQuestion(caller, Right.READ, file.owner(), file.folders()));
        ApiError.ACCESS_DENIED.when(verdict != Verdict.ALLOWED);
        // A file-service of before revisions could be asked for answers with the current one.
        ApiError.REVISION_NOT_FOUND.when(revision.isPresent() && revision.get().value() != file.revision());
        return file;
    }

    ContentUrl sign(FileHandle file, Delivery wish) {
        return urls.sign(file, wish, Optional.empty(), call.remoteAddress());
    }
}
