package dev.latchkey.file.traffic;

import dev.latchkey.protocol.remote.TrafficReport;
import dev.latchkey.protocol.value.LinkId;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * One round: writes down what was sent, then delivers what is written down. While link-service takes no reports they
 * stay where they are and the pauses between tries double up to a limit. What it refuses for ever, or has not taken for
 * weeks, is set aside and told. Not for several threads.
 */
final class TrafficFlush {

    private static final Logger LOG = Logger.getLogger(TrafficFlush.class);
    private static final int LINKS_PER_REPORT = 500;
    private static final int REPORTS_PER_ROUND = 100;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration TIDY_EVERY = Duration.ofHours(1);

    private final TrafficMeter meter;
    private final TrafficOutbox outbox;
    private final TrafficReports reports;
    private final LostTraffic lost;
    private final Clock clock;
    private final TrafficConfig config;
    private Duration pause = Duration.ZERO;
    private Instant nextTry = Instant.MIN;
    private Instant nextTidying = Instant.MIN;

    TrafficFlush(
            TrafficMeter meter,
            TrafficOutbox outbox,
            TrafficReports reports,
            LostTraffic lost,
            Clock clock,
            TrafficConfig config) {
        this.meter = meter;
        this.outbox = outbox;
        this.reports = reports;
        this.lost = lost;
        this.clock = clock;
        this.config = config;
    }

    /** Never throws: what could not be done now is done in a later round. */
    void round() {
        if (writeDown() && !clock.instant().isBefore(nextTry)) {
            deliver();
        }
        if (!clock.instant().isBefore(nextTidying)) {
            tidy();
        }
    }

    /** The last round before the end: tries to deliver whether or not it is time. */
    void lastRound() {
        nextTry = Instant.MIN;
        round();
    }

    private boolean writeDown() {
        for (Map<LinkId, Long> links = meter.take(LINKS_PER_REPORT);
                !links.isEmpty();
                links = meter.take(LINKS_PER_REPORT)) {
            try {
                outbox.add(UUID.randomUUID(), links, clock.instant());
            } catch (SQLException | RuntimeException e) {
                meter.giveBack(links);
                LOG.warnf("traffic cannot be written down, it stays in memory: %s", e.getMessage());
                return false;
            }
        }
        return true;
    }

    private void deliver() {
        try {
            int delivered = 0;
            while (delivered < REPORTS_PER_ROUND && deliverNext()) {
                delivered++;
            }
            pause = Duration.ZERO;
        } catch (SQLException | RuntimeException e) {
            pause = longer(pause);
            nextTry = clock.instant().plus(pause);
            LOG.infof("traffic reports wait %s for the next try: %s", pause, e.getMessage());
        }
    }

    /** Whether there was one. Neither a connection nor a lock is held while link-service is asked. */
    private boolean deliverNext() throws SQLException {
        Instant now = clock.instant();
        Optional<TrafficReport> next = outbox.holdNext(now, now.minus(config.giveUpAfter()));
        if (next.isEmpty()) {
            return false;
        }
        TrafficReport report = next.get();
        try {
            reports.deliver(report);
        } catch (ReportRefused e) {
            outbox.setAside(report.id(), now);
            lost.refused(report, e);
            return true;
        } catch (RuntimeException e) {
            outbox.putBack(report.id());
            throw e;
        }
        outbox.delivered(report.id());
        return true;
    }

    private void tidy() {
        Instant now = clock.instant();
        try {
            outbox.giveUp(now.minus(config.giveUpAfter()), now).forEach(lost::tooOld);
            outbox.forget(now.minus(config.lostKept()));
            nextTidying = now.plus(TIDY_EVERY);
        } catch (SQLException e) {
            LOG.infof("old traffic reports are looked at later: %s", e.getMessage());
        }
    }

    private Duration longer(Duration current) {
        Duration doubled = current.isZero() ? FIRST_PAUSE : current.multipliedBy(2);
        return doubled.compareTo(config.longestPause()) > 0 ? config.longestPause() : doubled;
    }
}
