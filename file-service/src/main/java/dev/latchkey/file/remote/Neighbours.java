package dev.latchkey.file.remote;

import dev.latchkey.protocol.neighbour.Neighbour;
import dev.latchkey.protocol.rpc.ServiceTokens;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The client of the service that file-service asks while somebody waits. */
final class Neighbours {

    private Neighbours() {}

    @Produces
    @Singleton
    static AuthClient authService(@ConfigProperty(name = "latchkey.auth.url") URI address, ServiceTokens tokens) {
        return Neighbour.client(AuthClient.class, address, Neighbour.READ, tokens, "auth-service");
    }
}
