package dev.latchkey.link.publiclink;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** Answers 7010 to pages that may not make links. */
@jakarta.ws.rs.ext.Provider
@LinkMaking
@Singleton
public final class ReferrerRule implements ContainerRequestFilter {

    /** Looked up per request: filters are made before configuration can be read. */
    private final Provider<LinkMakers> makers;

    ReferrerRule(Provider<LinkMakers> makers) {
        this.makers = makers;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        makers.get().requireOrigin(request.getHeaderString("Origin"), request.getHeaderString("Referer"));
    }
}
