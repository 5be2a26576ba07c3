package dev.latchkey.file.blob;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the blob store can take an upload. */
@Readiness
@ApplicationScoped
class StoreReady implements HealthCheck {

    private final ManagedStore store;

    StoreReady(ManagedStore store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("blob store")
                .status(store.isWritable())
                .build();
    }
}
