package dev.latchkey.file.file;

import static dev.latchkey.protocol.error.ApiError.ACCESS_DENIED;
import static dev.latchkey.protocol.error.ApiError.FILE_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.FOLDER_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.INVALID_FILEID;
import static dev.latchkey.protocol.error.ApiError.INVALID_FOLDERID;
import static dev.latchkey.protocol.error.ApiError.INVALID_NAME;
import static dev.latchkey.protocol.error.ApiError.INVALID_PATH;
import static dev.latchkey.protocol.error.ApiError.NO_FILEID_OR_PATH;
import static dev.latchkey.protocol.error.ApiError.NO_RENAME_TARGET;
import static dev.latchkey.protocol.error.ApiError.OVER_QUOTA;
import static dev.latchkey.protocol.error.ApiError.PARENT_NOT_FOUND;

import dev.latchkey.file.access.Standing;
import dev.latchkey.file.access.Standings;
import dev.latchkey.file.folder.Folders;
import dev.latchkey.file.folder.Lineage;
import dev.latchkey.protocol.remote.Metadata;
import dev.latchkey.protocol.rpc.Access;
import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import dev.latchkey.protocol.value.FileId;
import dev.latchkey.protocol.value.FileName;
import dev.latchkey.protocol.value.FilePath;
import dev.latchkey.protocol.value.FolderId;
import dev.latchkey.protocol.value.Right;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** A file that has the new name is replaced at once: at no time is there none of that name. */
@Path("/renamefile")
@ApiMethod(
        summary = "Renames or moves a file.",
        access = Access.ACCOUNT,
        errors = {
            NO_FILEID_OR_PATH,
            INVALID_FOLDERID,
            INVALID_FILEID,
            NO_RENAME_TARGET,
            INVALID_NAME,
            PARENT_NOT_FOUND,
            ACCESS_DENIED,
            FOLDER_NOT_FOUND,
            OVER_QUOTA,
            FILE_NOT_FOUND,
            INVALID_PATH
        })
final class RenameFile {

    record Params(
            @Doc("File to rename; alternative to path.") @RestQuery("fileid")
            Optional<FileId> fileId,

            @Doc("Absolute path of the file; alternative to fileid.") @RestQuery
            Optional<FilePath> path,

            @Doc("New absolute path; ending in a slash, the folder to move it to.") @RestQuery("topath")
            Optional<FilePath> toPath,

            @Doc("Folder to move it to; instead of topath.") @RestQuery("tofolderid")
            Optional<FolderId> toFolderId,

            @Doc("New name; instead of topath.") @RestQuery("toname")
            Optional<FileName> toName) {
        Params {
            NO_FILEID_OR_PATH.when(fileId.isEmpty() && path.isEmpty());
            NO_RENAME_TARGET.when(toPath.isEmpty() && toFolderId.isEmpty() && toName.isEmpty());
        }
    }

    record Result(
            @Doc("The file, with deletedfileid if it replaced another.")
            Metadata metadata) {}

    private final Files files;
    private final Folders folders;
    private final Standings standings;
    private final CurrentCall call;

    RenameFile(Files files, Folders folders, Standings standings, CurrentCall call) {
        this.files = files;
        this.folders = folders;
        this.standings = standings;
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public Result renameFile(@BeanParam Params params) {
        return MovedMeanwhile.again(() -> rename(params));
    }

    private Result rename(Params params) {
        LocatedFile file = files.open(call.caller().account(), params.fileId(), params.path());
        Standing source = standing(file.folder());
        source.require(Right.MODIFY);
        Lineage target = target(params, file);
        Standing there = source;
        if (target.id() != file.folder().id()) {
            there = standing(target);
            source.require(Right.DELETE);
            there.require(Right.CREATE);
        }
        Conflict conflict = there.rights().contains(Right.MODIFY) ? Conflict.REPLACE : Conflict.REFUSE;
        Files.Moved moved = files.move(file, target, name(params, file), conflict);
        Metadata metadata = FileMetadata.of(moved.located(), there);
        return new Result(moved.replaced().map(metadata::replacing).orElse(metadata));
    }

    private Standing standing(Lineage folder) {
        return standings.of(call.caller().account(), folder.owner(), folder.ids());
    }

    private Lineage target(Params params, LocatedFile file) {
        if (params.toPath().isPresent()) {
            FilePath path = params.toPath().get();
            return path.endsInSlash() ? folders.open(call.caller(), path) : folders.openParent(call.caller(), path);
        }
        return params.toFolderId().map(id -> folders.open(call.caller(), id)).orElse(file.folder());
    }

    private static FileName name(Params params, LocatedFile file) {
        return params.toPath()
                .filter(path -> !path.endsInSlash())
                .map(FilePath::name)
                .or(() -> params.toPath().isPresent() ? Optional.empty() : params.toName())
                .orElseGet(() -> new FileName(file.file().name()));
    }
}
