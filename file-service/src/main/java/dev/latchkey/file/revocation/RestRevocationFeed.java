package dev.latchkey.file.revocation;

import dev.latchkey.protocol.neighbour.Neighbour;
import dev.latchkey.protocol.neighbour.Neighbours;
import dev.latchkey.protocol.remote.Revocations;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads the feed over REST. The follower asks again soon, so one failed call is just one failed call here. */
@Singleton
@RegisterForReflection(targets = Revocations.class, registerFullHierarchy = true)
final class RestRevocationFeed implements RevocationFeed {

    private final Neighbour linkService;

    RestRevocationFeed(@ConfigProperty(name = "latchkey.link.url") URI address, Neighbours neighbours) {
        this.linkService = neighbours.at(address, "link-service");
    }

    @Override
    public Revocations after(long position) {
        return linkService.get("/internal/revocations?after={position}", position, Revocations.class);
    }
}
