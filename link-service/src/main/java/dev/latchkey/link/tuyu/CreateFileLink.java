package dev.latchkey.link.tuyu;

import static dev.latchkey.protocol.tuyu.TuyuError.AUTHENTICATION_FAILED;
import static dev.latchkey.protocol.tuyu.TuyuError.BAD_PARAMETERS;
import static dev.latchkey.protocol.tuyu.TuyuError.NO_ACCESS;
import static dev.latchkey.protocol.tuyu.TuyuError.SERVER_TROUBLE;

import dev.latchkey.link.limit.LinkLimits;
import dev.latchkey.link.publiclink.LinkAddresses;
import dev.latchkey.link.publiclink.LinkMakers;
import dev.latchkey.link.publiclink.LinkTarget;
import dev.latchkey.link.publiclink.PublicLink;
import dev.latchkey.link.publiclink.PublicLinks;
import dev.latchkey.link.remote.Files;
import dev.latchkey.link.remote.Permissions;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.remote.FileQuestion;
import dev.latchkey.protocol.remote.Verdict;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import dev.latchkey.protocol.rpc.Meters;
import dev.latchkey.protocol.rpc.Open;
import dev.latchkey.protocol.tuyu.TuyuError;
import dev.latchkey.protocol.tuyu.TuyuFormat;
import dev.latchkey.protocol.tuyu.TuyuMethod;
import dev.latchkey.protocol.tuyu.TuyuRendering;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.FileId;
import dev.latchkey.protocol.value.Right;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;

/**
 * {@code create_file_link}, by POST as published, or by GET with everything signed. Each call makes a link of its own,
 * so that one recipient's can be deleted without the others'. HTTP 200 whatever the outcome.
 */
@Path("/api/create_file_link{suffix: (\\.[a-z]+)?}")
@Open(because = "the signature is checked here, by auth-service")
@TuyuMethod(
        summary = "Makes a public link to a file.",
        parameters = CreateFileLink.Params.class,
        root = CreateFileLink.ROOT,
        result = CreateFileLink.Created.class,
        errors = {AUTHENTICATION_FAILED, NO_ACCESS, BAD_PARAMETERS, SERVER_TROUBLE})
final class CreateFileLink {

    private static final Logger LOG = Logger.getLogger(CreateFileLink.class);
    static final String ROOT = "fileCreateLink";

    record Params(
            @Doc("The file; the caller needs access to its folder and the right to send.")
            FileId fileId,

            @Doc("Days until the link ends: 1 to 15, 30, 60, 90, or 0 for never; absent: 15.")
            Optional<LinkExpiration> linkExpiration) {

        static Params of(CurrentCall call) {
            return new Params(
                    call.parameter("file_id").map(FileId::valueOf).orElseThrow(ApiError.NO_FILEID::exception),
                    call.parameter("link_expiration").map(LinkExpiration::valueOf));
        }
    }

    @RegisterForReflection
    record Created(
            @Doc("The file.") long fileId,
            @Doc("Its name.") String fileName,
            @Doc("The link's address.") String downloadLink) {}

    private final Signer signer;
    private final LinkMakers makers;
    private final HttpServerRequest request;
    private final Files files;
    private final Permissions permissions;
    private final PublicLinks links;
    private final LinkAddresses addresses;
    private final CurrentCall call;
    private final Clock clock;
    private final TuyuRendering rendering;
    private final Meters meters;

    CreateFileLink(
            Signer signer,
            LinkMakers makers,
            HttpServerRequest request,
            Files files,
            Permissions permissions,
            PublicLinks links,
            LinkAddresses addresses,
            CurrentCall call,
            Clock clock,
            TuyuRendering rendering,
            Meters meters) {
        this.signer = signer;
        this.makers = makers;
        this.request = request;
        this.files = files;
        this.permissions = permissions;
        this.links = links;
        this.addresses = addresses;
        this.call = call;
        this.clock = clock;
        this.rendering = rendering;
        this.meters = meters;
    }

    @GET
    @RunOnVirtualThread
    public Response createFileLink(@RestPath String suffix) {
        TuyuFormat format = TuyuFormat.ofSuffix(suffix).orElseThrow(NotFoundException::new);
        return Response.ok(answer(format))
                .type(format.contentType())
                .header("Cache-Control", "no-store")
                .build();
    }

    private String answer(TuyuFormat format) {
        try {
            return rendering.render(format, ROOT, create());
        } catch (ApiException e) {
            LOG.debug("Refused create_file_link", e);
            meters.failed(e.error().code());
            return rendering.render(format, TuyuError.of(e.error()));
        } catch (RuntimeException e) {
            LOG.errorf(e, "Failure %s in create_file_link", UUID.randomUUID());
            meters.failed(ApiError.INTERNAL_ERROR.code());
            return rendering.render(format, TuyuError.SERVER_TROUBLE);
        }
    }

    private Created create() {
        makers.requireOrigin(request.getHeader("Origin"), request.getHeader("Referer"));
        Caller maker = signer.caller();
        makers.require(maker);
        AccountId caller = maker.account();
        Params params = Params.of(call);
        LinkExpiration expiration = params.linkExpiration().orElse(LinkExpiration.DEFAULT);
        FileHandle file = files.find(new FileQuestion(caller, Optional.of(params.fileId()), Optional.empty()));
        List<Verdict> verdicts = permissions.decide(List.of(
                new AccessQuestion(caller, Right.READ, file.owner(), file.folders()),
                new AccessQuestion(caller, Right.SEND, file.owner(), file.folders())));
        ApiError.ACCESS_DENIED.when(verdicts.stream().anyMatch(verdict -> verdict != Verdict.ALLOWED));
        LinkLimits limits = LinkLimits.NONE.expiring(expiration.from(clock.instant()));
        PublicLink link = links.makeNumbered(caller, new LinkTarget.OneFile(file.file()), limits);
        return new Created(
                file.file().value(),
                file.name(),
                addresses.download(link.number().orElseThrow()));
    }
}
