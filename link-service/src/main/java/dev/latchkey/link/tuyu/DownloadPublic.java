package dev.latchkey.link.tuyu;

import static dev.latchkey.protocol.error.ApiError.INVALID_LINK_CODE;
import static dev.latchkey.protocol.error.ApiError.LINK_DELETED;
import static dev.latchkey.protocol.error.ApiError.LINK_DOWNLOADS_USED_UP;
import static dev.latchkey.protocol.error.ApiError.LINK_EXPIRED;
import static dev.latchkey.protocol.error.ApiError.LINK_PASSWORD_REQUIRED;
import static dev.latchkey.protocol.error.ApiError.LINK_TRAFFIC_USED_UP;
import static dev.latchkey.protocol.error.ApiError.NO_FILEID;
import static dev.latchkey.protocol.error.ApiError.NO_SERVER_AVAILABLE;
import static dev.latchkey.protocol.error.ApiError.TOO_MANY_LOGIN_TRIES;
import static dev.latchkey.protocol.error.ApiError.WRONG_LINK_PASSWORD;

import dev.latchkey.link.publiclink.Gate;
import dev.latchkey.link.publiclink.LinkNumber;
import dev.latchkey.link.publiclink.Visit;
import dev.latchkey.link.resolve.Delivery;
import dev.latchkey.link.resolve.PublicDownloads;
import dev.latchkey.link.resolve.VisitStatus;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import dev.latchkey.protocol.rpc.Open;
import dev.latchkey.protocol.rpc.Operation;
import dev.latchkey.protocol.rpc.Operation.Header;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * {@code /downloadPublic/{18 digits}}: the address that {@code create_file_link} gives out. GET counts and leads on to
 * the content; HEAD only says whether GET would work, and gives no URL away that was not counted.
 */
@Path("/downloadPublic/{number}")
@Open(because = "a public address: the number is the secret", site = Open.Site.PAGES)
final class DownloadPublic {

    private final PublicDownloads downloads;
    private final Gate gate;
    private final CurrentCall call;

    DownloadPublic(PublicDownloads downloads, Gate gate, CurrentCall call) {
        this.downloads = downloads;
        this.gate = gate;
        this.call = call;
    }

    @GET
    @Operation(
            summary = "Leads from a link to its content, and counts it as a download.",
            status = 302,
            answer = "The link is good.",
            headers = {
                @Header(name = "Location", doc = "The content: a signed URL."),
                @Header(name = "Cache-Control", doc = "no-store."),
                @Header(name = "Referrer-Policy", doc = "no-referrer.")
            },
            errors = {
                NO_FILEID,
                WRONG_LINK_PASSWORD,
                LINK_PASSWORD_REQUIRED,
                TOO_MANY_LOGIN_TRIES,
                NO_SERVER_AVAILABLE,
                INVALID_LINK_CODE,
                LINK_DELETED,
                LINK_EXPIRED,
                LINK_TRAFFIC_USED_UP,
                LINK_DOWNLOADS_USED_UP
            },
            errorType = "text/plain")
    @RunOnVirtualThread
    public Response downloadPublic(
            @Doc("The 18 digits of the link.") @RestPath String number,
            @Doc("The link's password, if it has one.") @RestQuery @Nullable String linkpassword) {
        try {
            String address = downloads
                    .start(parse(number), visit(linkpassword), Delivery.DOWNLOAD)
                    .address();
            return notKept(Response.status(Response.Status.FOUND).header("Location", address));
        } catch (ApiException e) {
            return refused(e);
        }
    }

    @HEAD
    @Operation(
            summary = "Tells whether GET would lead to content; counts nothing.",
            answer = "GET would, if nothing comes between.",
            headers = {
                @Header(name = "Cache-Control", doc = "no-store."),
                @Header(name = "Referrer-Policy", doc = "no-referrer.")
            },
            errors = {
                NO_FILEID,
                WRONG_LINK_PASSWORD,
                LINK_PASSWORD_REQUIRED,
                TOO_MANY_LOGIN_TRIES,
                NO_SERVER_AVAILABLE,
                INVALID_LINK_CODE,
                LINK_DELETED,
                LINK_EXPIRED,
                LINK_TRAFFIC_USED_UP,
                LINK_DOWNLOADS_USED_UP
            })
    @RunOnVirtualThread
    public Response lookAtPublic(
            @Doc("The 18 digits of the link.") @RestPath String number,
            @Doc("The link's password, if it has one.") @RestQuery @Nullable String linkpassword) {
        try {
            gate.open(parse(number), visit(linkpassword));
            return notKept(Response.ok());
        } catch (ApiException e) {
            return refused(e);
        }
    }

    private static LinkNumber parse(String number) {
        ApiError.INVALID_LINK_CODE.when(!LinkNumber.canParse(number));
        return new LinkNumber(number);
    }

    private Visit visit(@Nullable String password) {
        return new Visit(Optional.empty(), Optional.ofNullable(password), call.remoteAddress());
    }

    private static Response refused(ApiException refusal) {
        return notKept(Response.status(VisitStatus.of(refusal.error()))
                .entity(refusal.error().message() + "\n")
                .type(MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8")));
    }

    private static Response notKept(Response.ResponseBuilder answer) {
        return answer.header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
