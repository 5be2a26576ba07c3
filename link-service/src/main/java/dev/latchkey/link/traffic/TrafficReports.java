package dev.latchkey.link.traffic;

import dev.latchkey.link.publiclink.PublicLinks;
import dev.latchkey.protocol.remote.TrafficReport;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;

/** Reports that come at least once and count once. */
@ApplicationScoped
class TrafficReports {

    /** The row is the proof of having counted; it stands or falls with the counting, in one transaction. */
    private static final String TAKE = """
            INSERT INTO traffic_report (id, received)
            VALUES (:id, :now)
            ON CONFLICT (id) DO NOTHING
            """;

    private static final String PRUNE = "DELETE FROM traffic_report WHERE received < :before";

    /** Longer than file-service may try to deliver a report, which is 25 days unless set otherwise. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final EntityManager database;
    private final PublicLinks links;
    private final Clock clock;

    TrafficReports(EntityManager database, PublicLinks links, Clock clock) {
        this.database = database;
        this.links = links;
        this.clock = clock;
    }

    @Transactional
    void count(TrafficReport report) {
        int taken = database.createNativeQuery(TAKE)
                .setParameter("id", report.id())
                .setParameter("now", clock.instant())
                .executeUpdate();
        if (taken == 1) {
            links.addTraffic(report.links());
        }
    }

    @Scheduled(every = "6h", delayed = "10m")
    @Transactional
    void prune() {
        database.createNativeQuery(PRUNE)
                .setParameter("before", clock.instant().minus(REMEMBERED))
                .executeUpdate();
    }
}
