package dev.latchkey.file.revocation;

import dev.latchkey.protocol.neighbour.Neighbour;
import dev.latchkey.protocol.remote.Revocations;
import dev.latchkey.protocol.rpc.ServiceTokens;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestQuery;

/** Reads the feed over REST. The follower asks again soon, so one failed call is just one failed call here. */
@Singleton
final class RestRevocationFeed implements RevocationFeed {

    interface Client {

        @GET
        @Path("/internal/revocations")
        @Produces(MediaType.APPLICATION_JSON)
        Revocations after(@RestQuery long after);
    }

    private final Client client;

    RestRevocationFeed(@ConfigProperty(name = "latchkey.link.url") URI linkService, ServiceTokens tokens) {
        this.client = Neighbour.client(Client.class, linkService, Neighbour.READ, tokens, "link-service");
    }

    @Override
    public Revocations after(long position) {
        return client.after(position);
    }
}
