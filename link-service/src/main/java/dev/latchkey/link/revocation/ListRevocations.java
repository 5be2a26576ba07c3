package dev.latchkey.link.revocation;

import dev.latchkey.protocol.remote.Revocations;
import dev.latchkey.protocol.rpc.Internal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code GET /internal/revocations?after=N}: the feed, for file-service. */
@Path("/internal/revocations")
@Internal
final class ListRevocations {

    private final RevocationFeed feed;

    ListRevocations(RevocationFeed feed) {
        this.feed = feed;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Revocations revocations(@RestQuery @DefaultValue("0") long after) {
        return feed.after(after);
    }
}
