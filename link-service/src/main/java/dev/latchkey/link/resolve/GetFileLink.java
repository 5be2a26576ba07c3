package dev.latchkey.link.resolve;

import static dev.latchkey.protocol.error.ApiError.ACCESS_DENIED;
import static dev.latchkey.protocol.error.ApiError.FILE_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.INVALID_REFERER;
import static dev.latchkey.protocol.error.ApiError.NO_FILEID_OR_PATH;
import static dev.latchkey.protocol.error.ApiError.NO_SERVER_AVAILABLE;
import static dev.latchkey.protocol.error.ApiError.PARENT_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.REVISION_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.SPEED_LIMIT_TOO_LOW;
import static dev.latchkey.protocol.error.ApiError.UNKNOWN_CONTENT_TYPE;

import dev.latchkey.link.publiclink.LinkMaking;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.remote.Metadata;
import dev.latchkey.protocol.rpc.Access;
import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.Doc;
import dev.latchkey.protocol.value.Count;
import dev.latchkey.protocol.value.FileId;
import dev.latchkey.protocol.value.FilePath;
import dev.latchkey.protocol.value.Flag;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/getfilelink")
@ApiMethod(
        summary = "Gives a URL from which the caller can download a file.",
        access = Access.ACCOUNT,
        errors = {
            NO_FILEID_OR_PATH,
            UNKNOWN_CONTENT_TYPE,
            PARENT_NOT_FOUND,
            ACCESS_DENIED,
            FILE_NOT_FOUND,
            SPEED_LIMIT_TOO_LOW,
            REVISION_NOT_FOUND,
            NO_SERVER_AVAILABLE,
            INVALID_REFERER
        })
final class GetFileLink {

    record Params(
            @Doc("The file; alternative to path.") @RestQuery("fileid")
            Optional<FileId> fileId,

            @Doc("Absolute path of the file; alternative to fileid.") @RestQuery
            Optional<FilePath> path,

            @Doc("Serve as application/octet-stream, to be saved.") @RestQuery("forcedownload") @DefaultValue("0")
            Flag forcedDownload,

            @Doc("Serve as this media type; absent: as the file's own.") @RestQuery("contenttype")
            Optional<ContentType> contentType,

            @Doc("At most so many bytes per second; 0 or absent: as fast as it goes.") @RestQuery("maxspeed")
            Optional<Count> maxSpeed,

            @Doc("Leave the file's name out of the URL.") @RestQuery("skipfilename") @DefaultValue("0")
            Flag skipFileName,

            @Doc("This revision of the file; absent: the current one.") @RestQuery("revisionid")
            Optional<Count> revisionId) {
        Params {
            NO_FILEID_OR_PATH.when(fileId.isEmpty() && path.isEmpty());
        }

        Delivery delivery() {
            return Delivery.original(forcedDownload, contentType, skipFileName, maxSpeed);
        }
    }

    record Result(
            @Doc("Servers that have the file, best first.") List<String> hosts,

            @Doc("What to put behind https:// and a host; percent-encoded.")
            String path,

            @Doc("From when on the URL is refused.") Instant expires,
            @Doc("A random text.") String dwlTag,

            @Doc("Number of the contents, unsigned: equal contents, equal hash.")
            BigInteger hash,

            @Doc("Bytes.") long size) {}

    private final OwnFiles files;
    private final DownloadTags tags;

    GetFileLink(OwnFiles files, DownloadTags tags) {
        this.files = files;
        this.tags = tags;
    }

    @GET
    @LinkMaking
    @RunOnVirtualThread
    public Result getFileLink(@BeanParam Params params) {
        FileHandle file = files.find(params.fileId(), params.path(), params.revisionId());
        ContentUrl url = files.sign(file, params.delivery());
        long hash = file.metadata().file().map(Metadata.FileFields::hash).orElse(0L);
        return new Result(
                url.hosts(),
                url.path(),
                url.expires(),
                tags.next(),
                new BigInteger(Long.toUnsignedString(hash)),
                file.size());
    }
}
