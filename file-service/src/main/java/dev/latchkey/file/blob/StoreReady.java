package dev.latchkey.file.blob;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while there is a place on this replica's disk for uploads, and for copies of what is kept elsewhere. */
@Readiness
@ApplicationScoped
class StoreReady implements HealthCheck {

    private final ManagedStore store;

    StoreReady(ManagedStore store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("blob store's disk")
                .status(store.isWritable())
                .build();
    }
}
