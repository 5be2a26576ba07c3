package dev.latchkey.file.upload;

import static dev.latchkey.protocol.error.ApiError.ACCESS_DENIED;
import static dev.latchkey.protocol.error.ApiError.CONNECTION_BROKEN;
import static dev.latchkey.protocol.error.ApiError.FOLDER_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.INVALID_DATE_TIME;
import static dev.latchkey.protocol.error.ApiError.INVALID_FOLDERID;
import static dev.latchkey.protocol.error.ApiError.INVALID_NAME;
import static dev.latchkey.protocol.error.ApiError.INVALID_NUMBER;
import static dev.latchkey.protocol.error.ApiError.INVALID_PATH;
import static dev.latchkey.protocol.error.ApiError.NO_UPLOAD;
import static dev.latchkey.protocol.error.ApiError.OVER_QUOTA;
import static dev.latchkey.protocol.error.ApiError.UPLOAD_FAILED;

import dev.latchkey.file.blob.Blob;
import dev.latchkey.file.file.FileMetadata;
import dev.latchkey.protocol.remote.Metadata;
import dev.latchkey.protocol.rpc.Access;
import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.Body;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import dev.latchkey.protocol.rpc.StreamCaller;
import dev.latchkey.protocol.value.FileId;
import dev.latchkey.protocol.value.FilePath;
import dev.latchkey.protocol.value.Flag;
import dev.latchkey.protocol.value.FolderId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.resteasy.reactive.RestQuery;

/** Bodies are streamed: a file of any size takes the memory of one buffer. */
@Path("/uploadfile")
@ApiMethod(
        summary = "Uploads files: a POST with multipart/form-data, or a PUT whose body is the file.",
        access = Access.ACCOUNT,
        body = Body.STREAM,
        errors = {
            INVALID_DATE_TIME,
            INVALID_FOLDERID,
            INVALID_NUMBER,
            INVALID_NAME,
            ACCESS_DENIED,
            FOLDER_NOT_FOUND,
            OVER_QUOTA,
            INVALID_PATH,
            CONNECTION_BROKEN,
            NO_UPLOAD,
            UPLOAD_FAILED
        })
final class UploadFile {

    private static final String MULTIPART = "multipart/form-data";

    record Params(
            @Doc("Folder to put the files in; without it and path, the root.") @RestQuery("folderid")
            Optional<FolderId> folderId,

            @Doc("Absolute path of the folder; alternative to folderid.") @RestQuery
            Optional<FilePath> path,

            @Doc("Name of the first file, instead of its part's; a PUT has no other.") @RestQuery("filename")
            Optional<String> fileName,

            @Doc("Keep nothing of a file that does not arrive whole. Nothing ever is, whether set or not.")
            @RestQuery("nopartial")
            @DefaultValue("0")
            Flag noPartial,

            @Doc("Number the new file, 'name (2).ext', where its name is in use, instead of replacing the old one.")
            @RestQuery("renameifexists")
            @DefaultValue("0")
            Flag renameIfExists,

            @Doc("When the file was modified, in seconds since 1970; without it, now.") @RestQuery("mtime")
            Optional<UnixSeconds> modified,

            @Doc("When the file was created, in seconds since 1970; with mtime only, which else counts for both.")
            @RestQuery("ctime")
            Optional<UnixSeconds> created) {

        UploadOptions options() {
            return new UploadOptions(folderId, path, fileName, renameIfExists.isSet(), modified, created);
        }
    }

    record Result(
            @Doc("The files' ids, in the order they came.") List<FileId> fileIds,
            @Doc("The files, in the same order.") List<Metadata> metadata,

            @Doc("The checksums of their contents, in the same order.")
            List<Checksums> checksums) {}

    record Checksums(
            @Doc("SHA-1, lower-case hex.") String sha1,
            @Doc("MD5, lower-case hex.") String md5,
            @Doc("SHA-256, lower-case hex.") String sha256) {

        static Checksums of(Blob blob) {
            return new Checksums(blob.sha1(), blob.md5(), blob.sha256());
        }
    }

    private final Intake intake;
    private final CurrentCall call;
    private final StreamCaller caller;

    UploadFile(Intake intake, CurrentCall call, StreamCaller caller) {
        this.intake = intake;
        this.call = call;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @RunOnVirtualThread
    public Result post(@BeanParam Params params, InputStream body) {
        String type = call.header("Content-Type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith(MULTIPART)) {
            throw NO_UPLOAD.exception("a POST of " + type);
        }
        return result(intake.takeMultipart(caller::identify, params.options(), type, body));
    }

    @PUT
    @Consumes(MediaType.WILDCARD)
    @RunOnVirtualThread
    public Result put(@BeanParam Params params, InputStream body) {
        return result(intake.takeRaw(call.caller(), params.options(), body, length()));
    }

    /** A method of the dialect answers any verb; this one has nothing to take from a GET. */
    @GET
    @RunOnVirtualThread
    public Result get(@BeanParam Params params) {
        throw NO_UPLOAD.exception("a GET for " + call.caller().account());
    }

    private OptionalLong length() {
        return call.header("Content-Length")
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    private static Result result(List<Intake.Arrival> arrivals) {
        return new Result(
                arrivals.stream()
                        .map(arrival -> new FileId(arrival.file().file().id()))
                        .toList(),
                arrivals.stream()
                        .map(arrival -> FileMetadata.of(arrival.file(), arrival.standing()))
                        .toList(),
                arrivals.stream()
                        .map(arrival ->
                                Checksums.of(arrival.file().file().content().blob()))
                        .toList());
    }
}
