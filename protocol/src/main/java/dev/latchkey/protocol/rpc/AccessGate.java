package dev.latchkey.protocol.rpc;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.IdentifyRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** Lets a request reach a resource only as that resource declares. Where nothing is declared, nobody passes. */
@Singleton
public final class AccessGate {

    private final Callers callers;
    private final CurrentCall call;
    private final ServiceTokens serviceTokens;

    AccessGate(Callers callers, CurrentCall call, ServiceTokens serviceTokens) {
        this.callers = callers;
        this.call = call;
        this.serviceTokens = serviceTokens;
    }

    /** Checks credentials before parameters are read, so that a stranger learns nothing about them. */
    @Priority(Priorities.AUTHENTICATION)
    @ServerRequestFilter
    public Optional<Response> check(
            ContainerRequestContext request, SimpleResourceInfo resource, HttpServerRequest http) {
        Class<?> type = resource.getResourceClass();
        if (type == null
                || type.isAnnotationPresent(Open.class)
                || !type.getName().startsWith("dev.latchkey.")) {
            return Optional.empty();
        }
        if (type.isAnnotationPresent(Internal.class)) {
            return serviceTokens.isService(request.getHeaderString("Authorization"))
                    ? Optional.empty()
                    : Optional.of(Response.status(Response.Status.UNAUTHORIZED).build());
        }
        ApiMethod method = type.getAnnotation(ApiMethod.class);
        if (method == null) {
            return Optional.of(Response.status(Response.Status.FORBIDDEN).build());
        }
        switch (method.access()) {
            case ANYONE -> {}
            case ACCOUNT -> call.identifiedAs(callers.identify(credentials(request, http)));
        }
        return Optional.empty();
    }

    private static IdentifyRequest credentials(ContainerRequestContext request, HttpServerRequest http) {
        return Credentials.of(
                        request.getUriInfo().getQueryParameters(),
                        request.getHeaderString("Authorization"),
                        request.getHeaderString("User-Agent"),
                        CurrentCall.remoteAddress(http))
                .orElseThrow(ApiError.LOG_IN_REQUIRED::exception);
    }
}
