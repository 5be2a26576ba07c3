package dev.latchkey.file.traffic;

import dev.latchkey.protocol.value.LinkId;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * One round: writes down what was sent, then delivers what is written down. While link-service takes no reports they
 * stay where they are and the pauses between tries double up to a limit. Not for several threads.
 */
final class TrafficFlush {

    private static final Logger LOG = Logger.getLogger(TrafficFlush.class);
    private static final int LINKS_PER_REPORT = 500;
    private static final int REPORTS_PER_ROUND = 100;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final TrafficMeter meter;
    private final TrafficOutbox outbox;
    private final TrafficReports reports;
    private final Clock clock;
    private final Duration longestPause;
    private Duration pause = Duration.ZERO;
    private Instant nextTry = Instant.MIN;

    TrafficFlush(TrafficMeter meter, TrafficOutbox outbox, TrafficReports reports, Clock clock, Duration longestPause) {
        this.meter = meter;
        this.outbox = outbox;
        this.reports = reports;
        this.clock = clock;
        this.longestPause = longestPause;
    }

    /** Never throws: what could not be done now is done in a later round. */
    void round() {
        if (writeDown() && !clock.instant().isBefore(nextTry)) {
            deliver();
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
            while (delivered < REPORTS_PER_ROUND && outbox.deliverOldest(reports::deliver)) {
                delivered++;
            }
            pause = Duration.ZERO;
        } catch (SQLException | RuntimeException e) {
            pause = longer(pause);
            nextTry = clock.instant().plus(pause);
            LOG.infof("traffic reports wait %s for the next try: %s", pause, e.getMessage());
        }
    }

    private Duration longer(Duration current) {
        Duration doubled = current.isZero() ? FIRST_PAUSE : current.multipliedBy(2);
        return doubled.compareTo(longestPause) > 0 ? longestPause : doubled;
    }
}
