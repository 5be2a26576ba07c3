package dev.latchkey.file.file;

import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Runs the purge from time to time. Made at the start, so that settings that make no sense stop it. */
@Startup
@ApplicationScoped
class PurgeSchedule {

    private final Purge purge;

    PurgeSchedule(KeptFiles files, KeptConfig config, Clock clock) {
        this.purge = new Purge(files, Retention.of(config), clock);
    }

    @Scheduled(
            every = "${latchkey.file.kept.purge-every:10m}",
            delayed = "${latchkey.file.kept.first-purge-after:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void run() {
        purge.run();
    }
}
