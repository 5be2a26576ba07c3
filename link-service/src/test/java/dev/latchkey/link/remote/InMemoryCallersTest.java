package dev.latchkey.link.remote;

import dev.latchkey.protocol.rpc.Callers;
import dev.latchkey.protocol.testing.MutableClock;
import java.time.Instant;

final class InMemoryCallersTest implements CallersContract {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T12:00:00Z"));
    private final InMemoryCallers callers = new InMemoryCallers(clock);

    @Override
    public Callers callers() {
        return callers;
    }

    @Override
    public SignedRequests signedRequests() {
        return callers;
    }

    @Override
    public InMemoryCallers accounts() {
        return callers;
    }

    @Override
    public long now() {
        return clock.instant().getEpochSecond();
    }

    @Override
    public void goAway() {
        callers.goAway();
    }
}
