package dev.latchkey.link.page;

import static dev.latchkey.protocol.error.ApiError.INVALID_LINK_CODE;
import static dev.latchkey.protocol.error.ApiError.LINK_DELETED;
import static dev.latchkey.protocol.error.ApiError.LINK_DOWNLOADS_USED_UP;
import static dev.latchkey.protocol.error.ApiError.LINK_EXPIRED;
import static dev.latchkey.protocol.error.ApiError.LINK_PASSWORD_REQUIRED;
import static dev.latchkey.protocol.error.ApiError.LINK_TRAFFIC_USED_UP;
import static dev.latchkey.protocol.error.ApiError.NO_FILEID;
import static dev.latchkey.protocol.error.ApiError.NO_LINK_CODE;
import static dev.latchkey.protocol.error.ApiError.NO_SERVER_AVAILABLE;
import static dev.latchkey.protocol.error.ApiError.TOO_MANY_LOGIN_TRIES;
import static dev.latchkey.protocol.error.ApiError.WRONG_LINK_PASSWORD;

import dev.latchkey.link.publiclink.Gate;
import dev.latchkey.link.publiclink.LinkCode;
import dev.latchkey.link.publiclink.Visit;
import dev.latchkey.link.resolve.Delivery;
import dev.latchkey.link.resolve.PublicDownloads;
import dev.latchkey.link.resolve.VisitStatus;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import dev.latchkey.protocol.rpc.Open;
import dev.latchkey.protocol.rpc.Operation;
import dev.latchkey.protocol.rpc.Operation.Header;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * What a browser finds at {@code link} and {@code shortlink}: the file's name and a button. Only the button counts, and
 * it is a POST, so that programs that look at links in mails and chats use nothing up.
 */
@Path("/")
@Open(because = "public addresses: the code is the secret", site = Open.Site.PAGES)
public final class LinkPage {

    private final Gate gate;
    private final PublicDownloads downloads;
    private final CurrentCall call;

    LinkPage(Gate gate, PublicDownloads downloads, CurrentCall call) {
        this.gate = gate;
        this.downloads = downloads;
        this.call = call;
    }

    /** The page of a link. */
    @GET
    @Path("publink/show")
    @Operation(
            summary = "Shows the page of a link; counts nothing.",
            answer = "The page: the file's name and a button.",
            type = "text/html",
            headers = {
                @Header(name = "Cache-Control", doc = "no-store."),
                @Header(name = "Content-Security-Policy", doc = "Nothing is loaded, and nobody may frame it.")
            },
            errors = {
                NO_LINK_CODE,
                NO_FILEID,
                LINK_PASSWORD_REQUIRED,
                NO_SERVER_AVAILABLE,
                INVALID_LINK_CODE,
                LINK_DELETED,
                LINK_EXPIRED,
                LINK_TRAFFIC_USED_UP,
                LINK_DOWNLOADS_USED_UP
            },
            errorType = "text/html")
    @RunOnVirtualThread
    public Response showLink(@Doc("The link's code, long or short.") @RestQuery @Nullable String code) {
        return page(code);
    }

    /** The page of a link, by its short address. */
    @GET
    @Path("s/{code}")
    @Operation(
            summary = "Shows the page of a link by its short address; counts nothing.",
            answer = "The page: the file's name and a button.",
            type = "text/html",
            headers = {
                @Header(name = "Cache-Control", doc = "no-store."),
                @Header(name = "Content-Security-Policy", doc = "Nothing is loaded, and nobody may frame it.")
            },
            errors = {
                NO_FILEID,
                LINK_PASSWORD_REQUIRED,
                NO_SERVER_AVAILABLE,
                INVALID_LINK_CODE,
                LINK_DELETED,
                LINK_EXPIRED,
                LINK_TRAFFIC_USED_UP,
                LINK_DOWNLOADS_USED_UP
            },
            errorType = "text/html")
    @RunOnVirtualThread
    public Response showShortLink(@Doc("The link's code, long or short.") @RestPath String code) {
        return page(code);
    }

    /** The button. */
    @POST
    @Path("publink/download")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(
            summary = "Leads from the page of a link to its content, and counts it as a download.",
            status = 303,
            answer = "The link is good.",
            headers = {
                @Header(name = "Location", doc = "The content: a signed URL."),
                @Header(name = "Cache-Control", doc = "no-store.")
            },
            errors = {
                NO_LINK_CODE,
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
            errorType = "text/html")
    @RunOnVirtualThread
    public Response downloadLink(
            @Doc("The link's code, long or short.") @RestForm @Nullable String code,
            @Doc("The link's password, if it has one.") @RestForm("linkpassword") @Nullable String password) {
        try {
            String address = downloads
                    .start(parse(code), visit(password), Delivery.DOWNLOAD)
                    .address();
            return safe(Response.status(Response.Status.SEE_OTHER).header("Location", address));
        } catch (ApiException e) {
            return refused(e.error(), code);
        }
    }

    private Response page(@Nullable String code) {
        try {
            LinkCode parsed = parse(code);
            FileHandle file = gate.open(parsed, visit(null)).file();
            return html(200, Html.file(file.name(), file.size(), parsed.value()));
        } catch (ApiException e) {
            return refused(e.error(), code);
        }
    }

    private static Response refused(ApiError error, @Nullable String code) {
        boolean password = error == ApiError.LINK_PASSWORD_REQUIRED || error == ApiError.WRONG_LINK_PASSWORD;
        String body = password && code != null ? Html.password(error.message(), code) : Html.message(error.message());
        return html(VisitStatus.of(error), body);
    }

    private static LinkCode parse(@Nullable String code) {
        return LinkCode.valueOf(code == null ? "" : code);
    }

    private Visit visit(@Nullable String password) {
        return new Visit(Optional.empty(), Optional.ofNullable(password), call.remoteAddress());
    }

    private static Response html(int status, String body) {
        return safe(Response.status(status).entity(body).type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8")));
    }

    /**
     * The address holds the code: it is neither kept by caches nor told to other sites, and no page may frame the
     * button.
     */
    private static Response safe(Response.ResponseBuilder answer) {
        return answer.header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Robots-Tag", "noindex")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
                .build();
    }
}
