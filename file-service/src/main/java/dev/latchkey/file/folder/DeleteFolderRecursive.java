package dev.latchkey.file.folder;

import static dev.latchkey.protocol.error.ApiError.ACCESS_DENIED;
import static dev.latchkey.protocol.error.ApiError.FOLDER_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.INVALID_FOLDERID;
import static dev.latchkey.protocol.error.ApiError.INVALID_PATH;
import static dev.latchkey.protocol.error.ApiError.NO_PATH_OR_FOLDERID;
import static dev.latchkey.protocol.error.ApiError.ROOT_CANNOT_BE_DELETED;

import dev.latchkey.file.access.Standing;
import dev.latchkey.file.access.Standings;
import dev.latchkey.protocol.rpc.Access;
import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import dev.latchkey.protocol.value.FilePath;
import dev.latchkey.protocol.value.FolderId;
import dev.latchkey.protocol.value.Right;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** All or nothing: a listing never sees half of it gone. */
@Path("/deletefolderrecursive")
@ApiMethod(
        summary = "Deletes a folder with all that is in it.",
        access = Access.ACCOUNT,
        errors = {
            NO_PATH_OR_FOLDERID,
            INVALID_FOLDERID,
            ACCESS_DENIED,
            FOLDER_NOT_FOUND,
            ROOT_CANNOT_BE_DELETED,
            INVALID_PATH
        })
final class DeleteFolderRecursive {

    record Params(
            @Doc("Folder to delete; alternative to path.") @RestQuery("folderid")
            Optional<FolderId> folderId,

            @Doc("Absolute path of the folder; alternative to folderid.") @RestQuery
            Optional<FilePath> path) {
        Params {
            NO_PATH_OR_FOLDERID.when(folderId.isEmpty() && path.isEmpty());
        }
    }

    record Result(
            @Doc("Files deleted.") long deletedFiles,
            @Doc("Folders deleted, the given one included.") long deletedFolders) {}

    private final Folders folders;
    private final Standings standings;
    private final CurrentCall call;

    DeleteFolderRecursive(Folders folders, Standings standings, CurrentCall call) {
        this.folders = folders;
        this.standings = standings;
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public Result deleteFolderRecursive(@BeanParam Params params) {
        Lineage folder = folders.open(call.caller(), params.folderId(), params.path());
        Standing standing = standings.of(call.caller().account(), folder.owner(), folder.ids());
        standing.require(Right.DELETE);
        Folders.Deleted deleted = folders.deleteTree(folder);
        return new Result(deleted.files(), deleted.folders());
    }
}
