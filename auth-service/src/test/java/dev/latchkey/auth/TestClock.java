package dev.latchkey.auth;

import dev.latchkey.protocol.testing.MutableClock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;

/** The service's clock in tests: it stands until a test moves it, and never goes back. */
@Singleton
public class TestClock {

    @Produces
    @Singleton
    MutableClock clock() {
        return new MutableClock(Instant.parse("2026-11-21T12:00:00Z"));
    }
}
