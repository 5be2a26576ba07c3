package dev.latchkey.link.publiclink;

import dev.latchkey.protocol.error.ApiError;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Answers 7010 to pages of other sites, where the installation is configured to. Programs send neither header and
 * always pass.
 */
@jakarta.ws.rs.ext.Provider
@LinkMaking
@Singleton
public final class ReferrerRule implements ContainerRequestFilter {

    /** Looked up per request: filters are made before configuration can be read. */
    private final Provider<AllowedOrigins> origins;

    ReferrerRule(Provider<AllowedOrigins> origins) {
        this.origins = origins;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        ApiError.INVALID_REFERER.when(
                !passes(request.getHeaderString("Origin")) || !passes(request.getHeaderString("Referer")));
    }

    private boolean passes(@Nullable String header) {
        return header == null || origins.get().include(header);
    }
}
