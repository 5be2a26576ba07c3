package dev.latchkey.link.publiclink;

import static dev.latchkey.protocol.error.ApiError.LINK_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.NO_LINKID;
import static dev.latchkey.protocol.error.ApiError.NO_SERVER_AVAILABLE;

import dev.latchkey.protocol.rpc.Access;
import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import dev.latchkey.protocol.value.Count;
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

/** With nothing to change it succeeds and changes nothing: the dialect has no error for that. */
@Path("/changepublink")
@ApiMethod(
        summary = "Changes a public link; URLs handed out under its old settings stop working.",
        access = Access.ACCOUNT,
        errors = {NO_LINKID, LINK_NOT_FOUND, NO_SERVER_AVAILABLE})
final class ChangePublink {

    record Params(
            @Doc("The link.") @RestQuery("linkid") Optional<LinkId> linkId,

            @Doc("Make a short address, unless there is one.") @RestQuery("shortlink") @DefaultValue("0")
            Flag shortLink,

            @Doc("Drop the short address; with shortlink: replace it.") @RestQuery("deleteshortlink") @DefaultValue("0")
            Flag deleteShortLink,

            @Doc("New moment from which the link is dead.") @RestQuery
            Optional<WireTime> expire,

            @Doc("Drop the expiry; expire, if given too, stands.") @RestQuery("deleteexpire") @DefaultValue("0")
            Flag deleteExpire,

            @Doc("New number of bytes after which no further download starts; 0: any number.") @RestQuery("maxtraffic")
            Optional<Count> maxTraffic,

            @Doc("New number of downloads that may be started; 0: any number.") @RestQuery("maxdownloads")
            Optional<Count> maxDownloads,

            @Doc("New password.") @RestQuery("linkpassword") Optional<String> linkPassword,

            @Doc("Drop the password; linkpassword, if given too, stands.")
            @RestQuery("deletepassword")
            @DefaultValue("0")
            Flag deletePassword,

            @Doc("Accepted; links to a file take no uploads anyway.") @RestQuery("disableupload") @DefaultValue("0")
            Flag disableUpload,

            @Doc("Accepted; links to a file take no uploads.")
            @RestQuery("enableuploadforchosenusers")
            @DefaultValue("0")
            Flag enableUploadForChosenUsers) {
        Params {
            NO_LINKID.when(linkId.isEmpty());
        }
    }

    record Result(
            @Doc("The short code; only with shortlink.") Optional<String> shortCode,
            @Doc("The short address; only with shortlink.") Optional<String> shortLink) {}

    private final PublicLinks links;
    private final LinkAddresses addresses;
    private final LinkPasswords passwords;
    private final CurrentCall call;

    ChangePublink(PublicLinks links, LinkAddresses addresses, LinkPasswords passwords, CurrentCall call) {
        this.links = links;
        this.addresses = addresses;
        this.passwords = passwords;
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public Result changePublink(@BeanParam Params params) {
        PublicLink link = links.change(call.caller().account(), params.linkId().orElseThrow(), change(params));
        Optional<LinkCode> shortCode =
                link.shortCode().filter(any -> params.shortLink().isSet());
        return new Result(shortCode.map(LinkCode::value), shortCode.map(addresses::shortPage));
    }

    private LinkChange change(Params params) {
        return new LinkChange(
                params.deleteShortLink().isSet(),
                params.shortLink().isSet(),
                params.deleteExpire().isSet(),
                params.expire().map(WireTime::instant),
                params.maxDownloads().map(Count::value),
                params.maxTraffic().map(Count::value),
                params.deletePassword().isSet(),
                params.linkPassword().filter(password -> !password.isEmpty()).map(passwords::hash));
    }
}
