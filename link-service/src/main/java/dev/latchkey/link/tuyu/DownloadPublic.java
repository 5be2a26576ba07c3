package dev.latchkey.link.tuyu;

import dev.latchkey.link.publiclink.Gate;
import dev.latchkey.link.publiclink.LinkNumber;
import dev.latchkey.link.publiclink.Visit;
import dev.latchkey.link.resolve.Delivery;
import dev.latchkey.link.resolve.PublicDownloads;
import dev.latchkey.link.resolve.VisitStatus;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Open;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;

/**
 * {@code /downloadPublic/{18 digits}}: the address that {@code create_file_link} gives out. GET counts and leads on to
 * the content; HEAD only says whether GET would work, and gives no URL away that was not counted.
 */
@Path("/downloadPublic/{number}")
@Open(because = "a public address: the number is the secret", site = Open.Site.PAGES)
final class DownloadPublic {

    private static final String PASSWORD = "linkpassword";

    private final PublicDownloads downloads;
    private final Gate gate;
    private final CurrentCall call;

    DownloadPublic(PublicDownloads downloads, Gate gate, CurrentCall call) {
        this.downloads = downloads;
        this.gate = gate;
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public Response download(@RestPath String number) {
        try {
            String address =
                    downloads.start(parse(number), visit(), Delivery.DOWNLOAD).address();
            return notKept(Response.status(Response.Status.FOUND).header("Location", address));
        } catch (ApiException e) {
            return refused(e);
        }
    }

    @HEAD
    @RunOnVirtualThread
    public Response look(@RestPath String number) {
        try {
            gate.open(parse(number), visit());
            return notKept(Response.ok());
        } catch (ApiException e) {
            return refused(e);
        }
    }

    private static LinkNumber parse(String number) {
        ApiError.INVALID_LINK_CODE.when(!LinkNumber.canParse(number));
        return new LinkNumber(number);
    }

    private Visit visit() {
        return new Visit(Optional.empty(), call.parameter(PASSWORD), call.remoteAddress());
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
