package dev.latchkey.link.resolve;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when URLs can be signed. */
@Readiness
@Singleton
final class KeysReady implements HealthCheck {

    private final SignedUrls urls;

    KeysReady(SignedUrls urls) {
        this.urls = urls;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("signing keys").status(urls.canSign()).build();
    }
}
