package dev.latchkey.file.file;

import static dev.latchkey.protocol.error.ApiError.ACCESS_DENIED;
import static dev.latchkey.protocol.error.ApiError.FILE_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.INVALID_FILEID;
import static dev.latchkey.protocol.error.ApiError.INVALID_NUMBER;
import static dev.latchkey.protocol.error.ApiError.INVALID_PATH;
import static dev.latchkey.protocol.error.ApiError.NO_FILEID_OR_PATH;
import static dev.latchkey.protocol.error.ApiError.PARENT_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.REVISION_NOT_FOUND;

import dev.latchkey.file.access.Standing;
import dev.latchkey.file.access.Standings;
import dev.latchkey.file.blob.Blob;
import dev.latchkey.protocol.remote.Metadata;
import dev.latchkey.protocol.rpc.Access;
import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import dev.latchkey.protocol.value.Count;
import dev.latchkey.protocol.value.FileId;
import dev.latchkey.protocol.value.FilePath;
import dev.latchkey.protocol.value.Right;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** All three checksums, always: published regions answer two of them, and each client relies on another. */
@Path("/checksumfile")
@ApiMethod(
        summary = "Tells the checksums of a file's contents.",
        access = Access.ACCOUNT,
        errors = {
            NO_FILEID_OR_PATH,
            INVALID_FILEID,
            INVALID_NUMBER,
            PARENT_NOT_FOUND,
            ACCESS_DENIED,
            FILE_NOT_FOUND,
            INVALID_PATH,
            REVISION_NOT_FOUND
        })
final class ChecksumFile {

    record Params(
            @Doc("The file; alternative to path.") @RestQuery("fileid")
            Optional<FileId> fileId,

            @Doc("Absolute path of the file; alternative to fileid.") @RestQuery
            Optional<FilePath> path,

            @Doc("This revision of the file; absent: the current one.") @RestQuery("revisionid")
            Optional<Count> revisionId) {
        Params {
            NO_FILEID_OR_PATH.when(fileId.isEmpty() && path.isEmpty());
        }
    }

    record Result(
            @Doc("SHA-1, lower-case hex.") String sha1,
            @Doc("MD5, lower-case hex.") String md5,
            @Doc("SHA-256, lower-case hex.") String sha256,
            @Doc("The file.") Metadata metadata) {}

    private final Files files;
    private final Standings standings;
    private final CurrentCall call;

    ChecksumFile(Files files, Standings standings, CurrentCall call) {
        this.files = files;
        this.standings = standings;
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public Result checksumFile(@BeanParam Params params) {
        LocatedFile current = files.open(call.caller().account(), params.fileId(), params.path());
        Standing standing = standings.of(
                call.caller().account(),
                current.file().owner(),
                current.folder().ids());
        standing.require(Right.READ);
        LocatedFile file = files.at(current, params.revisionId().map(Count::value));
        Blob blob = file.file().content().blob();
        return new Result(blob.sha1(), blob.md5(), blob.sha256(), FileMetadata.of(file, standing));
    }
}
