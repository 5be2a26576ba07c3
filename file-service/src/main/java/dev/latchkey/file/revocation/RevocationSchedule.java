package dev.latchkey.file.revocation;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks for news of the feed several times a second. */
@Singleton
final class RevocationSchedule {

    private final RevocationFollower follower;
    private final RevocationConfig config;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("revocations").factory());

    RevocationSchedule(RevocationFeed feed, DeadLinks deadLinks, RevocationConfig config, MeterRegistry registry) {
        this.follower = new RevocationFollower(feed, deadLinks);
        this.config = config;
        registry.gauge("latchkey.revocation.links", deadLinks, DeadLinks::size);
    }

    void start(@Observes StartupEvent event) {
        thread.scheduleWithFixedDelay(follower::catchUp, 0, config.pollEvery().toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }
}
