package dev.latchkey.link.resolve;

import static dev.latchkey.protocol.error.ApiError.FILE_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.INVALID_LINK_CODE;
import static dev.latchkey.protocol.error.ApiError.INVALID_REFERER;
import static dev.latchkey.protocol.error.ApiError.LINK_DELETED;
import static dev.latchkey.protocol.error.ApiError.LINK_DOWNLOADS_USED_UP;
import static dev.latchkey.protocol.error.ApiError.LINK_EXPIRED;
import static dev.latchkey.protocol.error.ApiError.LINK_PASSWORD_REQUIRED;
import static dev.latchkey.protocol.error.ApiError.LINK_TRAFFIC_USED_UP;
import static dev.latchkey.protocol.error.ApiError.NO_FILEID;
import static dev.latchkey.protocol.error.ApiError.NO_LINK_CODE;
import static dev.latchkey.protocol.error.ApiError.NO_SERVER_AVAILABLE;
import static dev.latchkey.protocol.error.ApiError.SPEED_LIMIT_TOO_LOW;
import static dev.latchkey.protocol.error.ApiError.TOO_MANY_LOGIN_TRIES;
import static dev.latchkey.protocol.error.ApiError.UNKNOWN_CONTENT_TYPE;
import static dev.latchkey.protocol.error.ApiError.WRONG_LINK_PASSWORD;

import dev.latchkey.link.publiclink.LinkCode;
import dev.latchkey.link.publiclink.LinkMaking;
import dev.latchkey.link.publiclink.Visit;
import dev.latchkey.protocol.rpc.Access;
import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import dev.latchkey.protocol.value.Count;
import dev.latchkey.protocol.value.FileId;
import dev.latchkey.protocol.value.Flag;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/getpublinkdownload")
@ApiMethod(
        summary = "Gives a URL from which anyone with a public link can download; counts as one download.",
        access = Access.ANYONE,
        errors = {
            UNKNOWN_CONTENT_TYPE,
            NO_LINK_CODE,
            NO_FILEID,
            WRONG_LINK_PASSWORD,
            FILE_NOT_FOUND,
            SPEED_LIMIT_TOO_LOW,
            LINK_PASSWORD_REQUIRED,
            TOO_MANY_LOGIN_TRIES,
            NO_SERVER_AVAILABLE,
            INVALID_LINK_CODE,
            LINK_DELETED,
            LINK_EXPIRED,
            LINK_TRAFFIC_USED_UP,
            LINK_DOWNLOADS_USED_UP,
            INVALID_REFERER
        })
final class GetPublinkDownload {

    record Params(
            @Doc("Code or short code of the link.") @RestQuery
            Optional<LinkCode> code,

            @Doc("Which file, where the link leads to many; else it may be left out.") @RestQuery("fileid")
            Optional<FileId> fileId,

            @Doc("Serve as application/octet-stream, to be saved.") @RestQuery("forcedownload") @DefaultValue("0")
            Flag forcedDownload,

            @Doc("Serve as this media type; absent: as the file's own.") @RestQuery("contenttype")
            Optional<ContentType> contentType,

            @Doc("At most so many bytes per second; 0 or absent: as fast as it goes.") @RestQuery("maxspeed")
            Optional<Count> maxSpeed,

            @Doc("Leave the file's name out of the URL.") @RestQuery("skipfilename") @DefaultValue("0")
            Flag skipFileName,

            @Doc("The link's password, if it has one.") @RestQuery("linkpassword")
            Optional<String> linkPassword) {
        Params {
            NO_LINK_CODE.when(code.isEmpty());
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
            @Doc("A random text.") String dwlTag) {}

    private final PublicDownloads downloads;
    private final DownloadTags tags;
    private final CurrentCall call;

    GetPublinkDownload(PublicDownloads downloads, DownloadTags tags, CurrentCall call) {
        this.downloads = downloads;
        this.tags = tags;
        this.call = call;
    }

    @GET
    @LinkMaking
    @RunOnVirtualThread
    public Result getPublinkDownload(@BeanParam Params params) {
        Visit visit = new Visit(params.fileId(), params.linkPassword(), call.remoteAddress());
        ContentUrl url = downloads.start(params.code().orElseThrow(), visit, params.delivery());
        return new Result(url.hosts(), url.path(), url.expires(), tags.next());
    }
}
