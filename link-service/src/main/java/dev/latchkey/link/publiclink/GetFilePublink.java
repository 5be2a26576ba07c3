package dev.latchkey.link.publiclink;

import static dev.latchkey.protocol.error.ApiError.EMAIL_NOT_VERIFIED;
import static dev.latchkey.protocol.error.ApiError.FILE_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.INVALID_REFERER;
import static dev.latchkey.protocol.error.ApiError.NO_FILEID_OR_PATH;
import static dev.latchkey.protocol.error.ApiError.NO_SERVER_AVAILABLE;
import static dev.latchkey.protocol.error.ApiError.ONLY_OWN_CAN_BE_LINKED;
import static dev.latchkey.protocol.error.ApiError.PARENT_NOT_FOUND;

import dev.latchkey.link.limit.LinkLimits;
import dev.latchkey.link.remote.Files;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.remote.FileQuestion;
import dev.latchkey.protocol.rpc.Access;
import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import dev.latchkey.protocol.value.Count;
import dev.latchkey.protocol.value.FileId;
import dev.latchkey.protocol.value.FilePath;
import dev.latchkey.protocol.value.Flag;
import dev.latchkey.protocol.value.LinkId;
import dev.latchkey.protocol.value.WireTime;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The same file again with the same settings gives the same link: clients that ask twice do not fill the list. */
@Path("/getfilepublink")
@ApiMethod(
        summary = "Makes a public link to a file, or finds the one that is like it.",
        access = Access.ACCOUNT,
        errors = {
            NO_FILEID_OR_PATH,
            PARENT_NOT_FOUND,
            FILE_NOT_FOUND,
            EMAIL_NOT_VERIFIED,
            ONLY_OWN_CAN_BE_LINKED,
            NO_SERVER_AVAILABLE,
            INVALID_REFERER
        })
final class GetFilePublink {

    record Params(
            @Doc("File to link to; alternative to path.") @RestQuery("fileid")
            Optional<FileId> fileId,

            @Doc("Absolute path of the file; alternative to fileid.") @RestQuery
            Optional<FilePath> path,

            @Doc("Moment from which the link is dead; absent: never.") @RestQuery
            Optional<WireTime> expire,

            @Doc("How many downloads may be started; 0 or absent: any number.") @RestQuery("maxdownloads")
            Optional<Count> maxDownloads,

            @Doc("Bytes after which no further download starts; 0 or absent: any number.") @RestQuery("maxtraffic")
            Optional<Count> maxTraffic,

            @Doc("Make a short address, too.") @RestQuery("shortlink") @DefaultValue("0")
            Flag shortLink,

            @Doc("What visitors have to know.") @RestQuery("linkpassword")
            Optional<String> linkPassword) {

        Params {
            NO_FILEID_OR_PATH.when(fileId.isEmpty() && path.isEmpty());
        }

        LinkLimits limits() {
            return new LinkLimits(
                    expire.map(WireTime::instant), maxDownloads.map(Count::value), maxTraffic.map(Count::value));
        }
    }

    record Result(
            @Doc("Names the link towards its owner.") LinkId linkId,
            @Doc("Names the link towards visitors.") String code,
            @Doc("Address of the link's page.") String link,
            @Doc("Short form of code; only with shortlink.") Optional<String> shortCode,
            @Doc("Short form of link; only with shortlink.") Optional<String> shortLink) {}

    private final PublicLinks links;
    private final LinkAddresses addresses;
    private final Files files;
    private final LinkMakers makers;
    private final CurrentCall call;

    GetFilePublink(PublicLinks links, LinkAddresses addresses, Files files, LinkMakers makers, CurrentCall call) {
        this.links = links;
        this.addresses = addresses;
        this.files = files;
        this.makers = makers;
        this.call = call;
    }

    @GET
    @LinkMaking
    @RunOnVirtualThread
    public Result getFilePublink(@BeanParam Params params) {
        Caller caller = call.caller();
        makers.require(caller);
        FileHandle file = files.find(new FileQuestion(
                caller.account(), params.fileId(), params.path().map(FilePath::value)));
        ONLY_OWN_CAN_BE_LINKED.when(!file.owner().equals(caller.account()));
        PublicLink link = links.findOrMake(new NewLink(
                caller.account(),
                new LinkTarget.OneFile(file.file()),
                params.limits(),
                params.linkPassword().filter(password -> !password.isEmpty()),
                params.shortLink().isSet()));
        Optional<LinkCode> shortCode =
                link.shortCode().filter(any -> params.shortLink().isSet());
        return new Result(
                link.id(),
                link.code().value(),
                addresses.page(link.code()),
                shortCode.map(LinkCode::value),
                shortCode.map(addresses::shortPage));
    }
}
