package dev.latchkey.protocol.rpc;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.IdentifyRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
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

    // Filters are made while the application is built (natively) or before its configuration is read; what needs
    // settings and secrets comes later.
    private final Instance<Callers> callers;
    private final CurrentCall call;
    private final Instance<ServiceTokens> serviceTokens;

    AccessGate(Instance<Callers> callers, CurrentCall call, Instance<ServiceTokens> serviceTokens) {
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
            return serviceTokens.get().isService(request.getHeaderString("Authorization"))
                    ? Optional.empty()
                    : Optional.of(Response.status(Response.Status.UNAUTHORIZED).build());
        }
        ApiMethod method = type.getAnnotation(ApiMethod.class);
        if (method == null) {
            return Optional.of(Response.status(Response.Status.FORBIDDEN).build());
        }
        switch (method.access()) {
            case ANYONE -> {}
            case ACCOUNT -> {
                Optional<IdentifyRequest> credentials = credentials(request, http);
                // A streamed form may bring them; until it does, CurrentCall knows no caller, so nothing is done for
                // anybody.
                ApiError.LOG_IN_REQUIRED.when(credentials.isEmpty() && method.body() != Body.STREAM);
                credentials.ifPresent(given -> call.identifiedAs(callers.get().identify(given)));
            }
        }
        return Optional.empty();
    }

    private static Optional<IdentifyRequest> credentials(ContainerRequestContext request, HttpServerRequest http) {
        return Credentials.of(
                request.getUriInfo().getQueryParameters(),
                request.getHeaderString("Authorization"),
                request.getHeaderString("User-Agent"),
                CurrentCall.remoteAddress(http));
    }
}
