package dev.latchkey.link.remote;

import dev.latchkey.protocol.neighbour.Neighbour;
import dev.latchkey.protocol.rpc.ServiceTokens;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Clients of the services that link-service asks. */
final class Neighbours {

    private Neighbours() {}

    @Produces
    @Singleton
    static AuthClient authService(@ConfigProperty(name = "latchkey.auth.url") URI address, ServiceTokens tokens) {
        return Neighbour.client(AuthClient.class, address, Neighbour.READ, tokens, "auth-service");
    }

    @Produces
    @Singleton
    static FilesClient fileService(@ConfigProperty(name = "latchkey.file.url") URI address, ServiceTokens tokens) {
        return Neighbour.client(FilesClient.class, address, Neighbour.READ, tokens, "file-service");
    }
}
