package dev.latchkey.file.file;

import static dev.latchkey.protocol.error.ApiError.ACCESS_DENIED;
import static dev.latchkey.protocol.error.ApiError.FILE_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.INVALID_FILEID;
import static dev.latchkey.protocol.error.ApiError.INVALID_NUMBER;
import static dev.latchkey.protocol.error.ApiError.INVALID_PATH;
import static dev.latchkey.protocol.error.ApiError.NO_FILEID_OR_PATH;
import static dev.latchkey.protocol.error.ApiError.PARENT_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.PATH_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.REVISION_NOT_FOUND;

import dev.latchkey.file.access.Standing;
import dev.latchkey.file.access.Standings;
import dev.latchkey.file.folder.FolderMetadata;
import dev.latchkey.file.folder.Folders;
import dev.latchkey.file.folder.Lineage;
import dev.latchkey.protocol.remote.Caller;
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

/**
 * By path, folders are found too; where a file and a folder share the name, the file is meant, unless the path ends in a
 * slash. Folders have no revisions.
 */
@Path("/stat")
@ApiMethod(
        summary = "Describes a file, or by path a file or folder.",
        access = Access.ACCOUNT,
        errors = {
            NO_FILEID_OR_PATH,
            INVALID_FILEID,
            INVALID_NUMBER,
            PARENT_NOT_FOUND,
            ACCESS_DENIED,
            FILE_NOT_FOUND,
            INVALID_PATH,
            REVISION_NOT_FOUND,
            PATH_NOT_FOUND
        })
final class Stat {

    record Params(
            @Doc("File to describe; alternative to path.") @RestQuery("fileid")
            Optional<FileId> fileId,

            @Doc("Absolute path of the file or folder; alternative to fileid.") @RestQuery
            Optional<FilePath> path,

            @Doc("This revision of the file; absent: the current one.") @RestQuery("revisionid")
            Optional<Count> revisionId) {
        Params {
            NO_FILEID_OR_PATH.when(fileId.isEmpty() && path.isEmpty());
        }
    }

    record Result(@Doc("The file or folder.") Metadata metadata) {}

    private final Files files;
    private final Folders folders;
    private final Standings standings;
    private final CurrentCall call;

    Stat(Files files, Folders folders, Standings standings, CurrentCall call) {
        this.files = files;
        this.folders = folders;
        this.standings = standings;
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public Result stat(@BeanParam Params params) {
        Optional<Long> revision = params.revisionId().map(Count::value);
        if (params.fileId().isPresent()) {
            return new Result(describe(files.open(params.fileId().get()), revision));
        }
        return new Result(describe(call.caller(), params.path().orElseThrow(), revision));
    }

    private Metadata describe(LocatedFile file, Optional<Long> revision) {
        Standing standing = standings.of(
                call.caller().account(), file.file().owner(), file.folder().ids());
        standing.require(Right.READ);
        return FileMetadata.of(files.at(file, revision), standing);
    }

    private Metadata describe(Caller caller, FilePath path, Optional<Long> revision) {
        if (!path.endsInSlash()) {
            Lineage parent = folders.openParent(caller, path);
            Optional<LocatedFile> file = files.find(parent, path.name());
            if (file.isPresent()) {
                return describe(file.get(), revision);
            }
        }
        Lineage folder = folders.find(caller, path).orElseThrow(PATH_NOT_FOUND::exception);
        REVISION_NOT_FOUND.when(revision.isPresent());
        return FolderMetadata.of(
                folder, Standing.ofOwner(folder.owner(), folder.ids().getFirst()));
    }
}
