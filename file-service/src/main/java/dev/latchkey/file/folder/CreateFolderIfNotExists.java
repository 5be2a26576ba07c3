package dev.latchkey.file.folder;

import static dev.latchkey.protocol.error.ApiError.ACCESS_DENIED;
import static dev.latchkey.protocol.error.ApiError.FOLDER_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.INVALID_FOLDERID;
import static dev.latchkey.protocol.error.ApiError.INVALID_NAME;
import static dev.latchkey.protocol.error.ApiError.INVALID_PATH;
import static dev.latchkey.protocol.error.ApiError.NO_PATH_OR_NAME;
import static dev.latchkey.protocol.error.ApiError.PARENT_NOT_FOUND;

import dev.latchkey.protocol.remote.Metadata;
import dev.latchkey.protocol.rpc.Access;
import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import dev.latchkey.protocol.value.FileName;
import dev.latchkey.protocol.value.FilePath;
import dev.latchkey.protocol.value.FolderId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The root is always there: sync clients walk a path from {@code /} down and need every step to succeed. */
@Path("/createfolderifnotexists")
@ApiMethod(
        summary = "Makes a folder unless it is there.",
        access = Access.ACCOUNT,
        errors = {
            NO_PATH_OR_NAME,
            INVALID_FOLDERID,
            INVALID_NAME,
            PARENT_NOT_FOUND,
            ACCESS_DENIED,
            FOLDER_NOT_FOUND,
            INVALID_PATH
        })
final class CreateFolderIfNotExists {

    record Params(
            @Doc("Folder to make it in; with name.") @RestQuery("folderid")
            Optional<FolderId> folderId,

            @Doc("Name of the folder; with folderid.") @RestQuery
            Optional<FileName> name,

            @Doc("Absolute path of the folder; alternative to folderid and name.") @RestQuery
            Optional<FilePath> path) {
        Params {
            NO_PATH_OR_NAME.when(path.isEmpty() && (folderId.isEmpty() || name.isEmpty()));
        }
    }

    record Result(
            @Doc("Whether this call made it.") boolean created,
            @Doc("The folder.") Metadata metadata) {}

    private final NewFolders folders;
    private final CurrentCall call;

    CreateFolderIfNotExists(NewFolders folders, CurrentCall call) {
        this.folders = folders;
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public Result createFolderIfNotExists(@BeanParam Params params) {
        NewFolders.Answer answer = folders.ensure(call.caller(), params.folderId(), params.name(), params.path());
        return new Result(answer.isNew(), answer.metadata());
    }
}
