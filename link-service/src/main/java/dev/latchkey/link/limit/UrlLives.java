package dev.latchkey.link.limit;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the configured {@link UrlLife}, at start: an unsafe one stops the service. */
final class UrlLives {

    UrlLives() {}

    @Produces
    @Singleton
    @Startup
    static UrlLife urlLife(UrlLifeConfig config) {
        return new UrlLife(config.lifetime(), config.step());
    }
}
