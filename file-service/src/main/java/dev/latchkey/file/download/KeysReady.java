package dev.latchkey.file.download;

import dev.latchkey.file.revocation.DeadLinks;
import dev.latchkey.protocol.signedurl.KeyRingFile;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready with a key to check signatures by. Whether the revocation feed has been read is told too, but decides nothing:
 * uploads and owners' downloads do not need it.
 */
@Readiness
@ApplicationScoped
class KeysReady implements HealthCheck {

    private final KeyRingFile keys;
    private final DeadLinks deadLinks;

    KeysReady(KeyRingFile keys, DeadLinks deadLinks) {
        this.keys = keys;
        this.deadLinks = deadLinks;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("signed URL keys")
                .status(!keys.current().ids().isEmpty())
                .withData("revocations read", deadLinks.isKnown())
                .build();
    }
}
