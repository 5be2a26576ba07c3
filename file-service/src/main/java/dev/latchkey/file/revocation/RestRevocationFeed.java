package dev.latchkey.file.revocation;

import dev.latchkey.protocol.remote.Revocations;
import dev.latchkey.protocol.rpc.ServiceTokenFilter;
import dev.latchkey.protocol.rpc.ServiceTokens;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestQuery;

/** Reads the feed over REST. The follower asks again soon, so one failed call is just one failed call here. */
@Singleton
final class RestRevocationFeed implements RevocationFeed {

    @RegisterRestClient(configKey = "link-service")
    @RegisterProvider(Token.class)
    interface Client {

        @GET
        @Path("/internal/revocations")
        @Produces(MediaType.APPLICATION_JSON)
        Revocations after(@RestQuery long after);
    }

    /** Tells link-service who is calling. */
    @Singleton
    public static final class Token extends ServiceTokenFilter {

        Token(ServiceTokens tokens) {
            super(tokens, "link-service");
        }
    }

    private final Client client;

    RestRevocationFeed(@RestClient Client client) {
        this.client = client;
    }

    @Override
    public Revocations after(long position) {
        return client.after(position);
    }
}
