package dev.latchkey.file.traffic;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Runs a round of traffic reports every second, and a last one when the service stops. */
@Singleton
final class TrafficSchedule {

    private static final long PATIENCE_SECONDS = 5;

    /** How long link-service knows which reports it has counted. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private static final long COUNT_SECONDS = 15;

    private final TrafficOutbox outbox;
    private final TrafficFlush flush;
    private final TrafficConfig config;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("traffic").factory());

    private volatile double waiting = Double.NaN;

    TrafficSchedule(
            TrafficMeter meter,
            DataSource database,
            TrafficReports reports,
            Clock clock,
            TrafficConfig config,
            MeterRegistry registry) {
        this.outbox = new TrafficOutbox(database);
        if (config.giveUpAfter().compareTo(REMEMBERED) >= 0) {
            throw new IllegalStateException(
                    "latchkey.traffic.give-up-after: link-service knows a report again for " + REMEMBERED + " only");
        }
        this.flush = new TrafficFlush(meter, outbox, reports, new LostTraffic(registry), clock, config);
        this.config = config;
        Gauge.builder("latchkey.traffic.outbox", this, schedule -> schedule.waiting)
                .description("traffic reports that link-service has not confirmed")
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        long millis = config.flushEvery().toMillis();
        thread.scheduleWithFixedDelay(flush::round, millis, millis, TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(this::count, 0, COUNT_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        thread.shutdown();
        if (thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            flush.lastRound();
        }
    }

    private void count() {
        waiting = size();
    }

    /** Asked here and not when metrics are read: whoever reads them shall not wait for a database. */
    private double size() {
        try {
            return outbox.size();
        } catch (SQLException | RuntimeException _) {
            return Double.NaN;
        }
    }
}
