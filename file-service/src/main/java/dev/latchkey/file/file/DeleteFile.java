package dev.latchkey.file.file;

import static dev.latchkey.protocol.error.ApiError.ACCESS_DENIED;
import static dev.latchkey.protocol.error.ApiError.FILE_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.INVALID_FILEID;
import static dev.latchkey.protocol.error.ApiError.INVALID_PATH;
import static dev.latchkey.protocol.error.ApiError.NO_FILEID_OR_PATH;
import static dev.latchkey.protocol.error.ApiError.PARENT_NOT_FOUND;

import dev.latchkey.file.access.Standing;
import dev.latchkey.file.access.Standings;
import dev.latchkey.protocol.remote.Metadata;
import dev.latchkey.protocol.rpc.Access;
import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import dev.latchkey.protocol.value.FileId;
import dev.latchkey.protocol.value.FilePath;
import dev.latchkey.protocol.value.Right;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The file goes to the trash, where it keeps its id for the day its name comes back. */
@Path("/deletefile")
@ApiMethod(
        summary = "Deletes a file.",
        access = Access.ACCOUNT,
        errors = {NO_FILEID_OR_PATH, INVALID_FILEID, PARENT_NOT_FOUND, ACCESS_DENIED, FILE_NOT_FOUND, INVALID_PATH})
final class DeleteFile {

    record Params(
            @Doc("File to delete; alternative to path.") @RestQuery("fileid")
            Optional<FileId> fileId,

            @Doc("Absolute path of the file; alternative to fileid.") @RestQuery
            Optional<FilePath> path) {
        Params {
            NO_FILEID_OR_PATH.when(fileId.isEmpty() && path.isEmpty());
        }
    }

    record Result(@Doc("The file, now deleted.") Metadata metadata) {}

    private final Files files;
    private final Standings standings;
    private final CurrentCall call;

    DeleteFile(Files files, Standings standings, CurrentCall call) {
        this.files = files;
        this.standings = standings;
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public Result deleteFile(@BeanParam Params params) {
        return MovedMeanwhile.again(() -> delete(params));
    }

    private Result delete(Params params) {
        LocatedFile file = files.open(call.caller().account(), params.fileId(), params.path());
        Standing standing = standings.of(
                call.caller().account(), file.file().owner(), file.folder().ids());
        standing.require(Right.DELETE);
        files.delete(file);
        return new Result(FileMetadata.of(file, standing).asDeleted());
    }
}
