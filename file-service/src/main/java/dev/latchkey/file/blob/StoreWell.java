package dev.latchkey.file.blob;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Well while the blob store can be reached. No reason to send a replica no more requests: the others have the same store, and what is
 * here can be downloaded all the same.
 */
@Wellness
@ApplicationScoped
class StoreWell implements HealthCheck {

    private final ManagedStore store;

    StoreWell(ManagedStore store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("blob store")
                .status(store.isReachable())
                .build();
    }
}
