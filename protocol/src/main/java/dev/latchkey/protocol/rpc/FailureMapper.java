package dev.latchkey.protocol.rpc;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns whatever went wrong into a reply: the one place that does. The caller gets code and text, the log gets the rest. */
@Singleton
public final class FailureMapper {

    static final MediaType JSON = new MediaType("application", "json", "utf-8");

    private static final Logger LOG = Logger.getLogger(FailureMapper.class);

    private final CurrentCall call;
    private final Meters meters;

    FailureMapper(CurrentCall call, Meters meters) {
        this.call = call;
        this.meters = meters;
    }

    /** An error of the dialect. HTTP 200: clients judge by {@code result} and {@code X-Error}. */
    @ServerExceptionMapper
    public Response map(ApiException failure, ContainerRequestContext request) {
        LOG.debugf(failure, "Refused %s", firstSegment(request));
        if (request.getUriInfo().getPath().startsWith("/internal/")) {
            return Response.status(Response.Status.BAD_REQUEST)
                    .entity(WireJson.failure(
                            failure.error().code(), failure.error().message(), Map.of(), RenderOptions.DEFAULT))
                    .type(JSON)
                    .build();
        }
        return reply(200, failure.error().code(), failure.error().message(), failure.extras());
    }

    /** Failures of the framework, which wrap ours when a parameter or a {@code Params} record refused its value. */
    @ServerExceptionMapper
    public Response map(WebApplicationException failure, ContainerRequestContext request) {
        Optional<ApiException> ours = refusal(failure);
        if (ours.isPresent()) {
            return map(ours.get(), request);
        }
        if (failure instanceof NotFoundException && failure.getCause() != null) {
            return map(ApiError.INVALID_NUMBER.exception(), request);
        }
        int status = failure.getResponse().getStatus();
        if (status >= 500) {
            return map((Throwable) failure, request);
        }
        String text = status == 404
                ? "Unknown method."
                : failure.getResponse().getStatusInfo().getReasonPhrase();
        return reply(status, status, text, Map.of());
    }

    /** Anything else is our fault: 5000, and an id to find it in the log by. */
    @ServerExceptionMapper
    public Response map(Throwable failure, ContainerRequestContext request) {
        Optional<ApiException> ours = refusal(failure);
        if (ours.isPresent()) {
            return map(ours.get(), request);
        }
        if (call.isCallerGone()) {
            LOG.debugf(failure, "The caller hung up on %s", firstSegment(request));
            return Response.serverError().build();
        }
        String errorId = UUID.randomUUID().toString();
        LOG.errorf(failure, "Failure %s in %s", errorId, firstSegment(request));
        if (request.getUriInfo().getPath().startsWith("/internal/")) {
            return Response.serverError().build();
        }
        return reply(
                200, ApiError.INTERNAL_ERROR.code(), ApiError.INTERNAL_ERROR.message(), Map.of("errorid", errorId));
    }

    /** Enough to know the method by; what follows may be a link's code, which no log may hold. */
    private static String firstSegment(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        int end = path.indexOf('/', 1);
        return end < 0 ? path : path.substring(0, end);
    }

    private static Optional<ApiException> refusal(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 8; depth++) {
            if (cause instanceof ApiException ours) {
                return Optional.of(ours);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private Response reply(int status, int result, String text, Map<String, Object> extras) {
        meters.failed(result);
        byte[] body = WireJson.failure(result, text, extras, call.renderOptions());
        Response response = Response.status(status)
                .entity(body)
                .type(JSON)
                .header("X-Error", Integer.toString(result))
                .build();
        ResultEnvelope.addHeaders(response.getHeaders());
        return response;
    }
}
