package dev.latchkey.link.resolve;

import static dev.latchkey.protocol.error.ApiError.ACCESS_DENIED;
import static dev.latchkey.protocol.error.ApiError.FILE_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.INVALID_AUDIO_BIT_RATE;
import static dev.latchkey.protocol.error.ApiError.INVALID_REFERER;
import static dev.latchkey.protocol.error.ApiError.NOT_PLAYABLE;
import static dev.latchkey.protocol.error.ApiError.NO_FILEID_OR_PATH;
import static dev.latchkey.protocol.error.ApiError.NO_SERVER_AVAILABLE;
import static dev.latchkey.protocol.error.ApiError.PARENT_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.REVISION_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.UNKNOWN_CONTENT_TYPE;

import dev.latchkey.link.publiclink.LinkMaking;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/getaudiolink")
@ApiMethod(
        summary = "Gives a URL from which the caller can play a file's sound as MP3; of a video, too.",
        access = Access.ACCOUNT,
        errors = {
            NO_FILEID_OR_PATH,
            UNKNOWN_CONTENT_TYPE,
            INVALID_AUDIO_BIT_RATE,
            PARENT_NOT_FOUND,
            ACCESS_DENIED,
            FILE_NOT_FOUND,
            REVISION_NOT_FOUND,
            NOT_PLAYABLE,
            NO_SERVER_AVAILABLE,
            INVALID_REFERER
        })
final class GetAudioLink {

    record Params(
            @Doc("The file; alternative to path.") @RestQuery("fileid")
            Optional<FileId> fileId,

            @Doc("Absolute path of the file; alternative to fileid.") @RestQuery
            Optional<FilePath> path,

            @Doc("Serve as application/octet-stream, to be saved.") @RestQuery("forcedownload") @DefaultValue("0")
            Flag forcedDownload,

            @Doc("Serve as this media type; absent: audio/mpeg.") @RestQuery("contenttype")
            Optional<ContentType> contentType,

            @Doc("kbit/s of the MP3, 16 to 320; absent: 192.") @RestQuery("abitrate")
            Optional<AudioBitRate> bitRate,

            @Doc("This revision of the file; absent: the current one.") @RestQuery("revisionid")
            Optional<Count> revisionId) {
        Params {
            NO_FILEID_OR_PATH.when(fileId.isEmpty() && path.isEmpty());
        }

        Delivery delivery() {
            return Delivery.audio(bitRate, forcedDownload, contentType);
        }
    }

    record Result(
            @Doc("Servers that have the file, best first.") List<String> hosts,

            @Doc("What to put behind https:// and a host; percent-encoded.")
            String path,

            @Doc("From when on the URL is refused.") Instant expires) {}

    private final OwnFiles files;

    GetAudioLink(OwnFiles files) {
        this.files = files;
    }

    @GET
    @LinkMaking
    @RunOnVirtualThread
    public Result getAudioLink(@BeanParam Params params) {
        ContentUrl url = files.sign(files.find(params.fileId(), params.path(), params.revisionId()), params.delivery());
        return new Result(url.hosts(), url.path(), url.expires());
    }
}
