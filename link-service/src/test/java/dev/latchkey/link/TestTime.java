package dev.latchkey.link;

import dev.latchkey.protocol.testing.MutableClock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;

/** The tests' clock: moved by hand, forward only, since all tests share it. */
final class TestTime {

    TestTime() {}

    @Produces
    @Singleton
    static MutableClock clock() {
        return new MutableClock(Instant.parse("2026-11-21T12:00:30Z"));
    }
}
