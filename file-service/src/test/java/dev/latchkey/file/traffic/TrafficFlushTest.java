package dev.latchkey.file.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.remote.LinkTraffic;
import dev.latchkey.protocol.remote.TrafficReport;
import dev.latchkey.protocol.testing.MutableClock;
import dev.latchkey.protocol.value.LinkId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the real table, in a schema of its own so that the running service's rounds do not take part. */
@QuarkusTest
final class TrafficFlushTest {

    private static final LinkId LINK = new LinkId(17);

    @Inject
    DataSource database;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final TrafficMeter meter = new TrafficMeter();
    private final List<TrafficReport> delivered = new ArrayList<>();
    private boolean away;
    private TrafficOutbox outbox;
    private TrafficFlush flush;

    @BeforeEach
    void makeTable() throws SQLException {
        execute(database, "CREATE SCHEMA traffic_flush_test");
        execute(database, "CREATE TABLE traffic_flush_test.traffic_outbox (LIKE public.traffic_outbox INCLUDING ALL)");
        DataSource own = inSchema();
        outbox = new TrafficOutbox(own);
        flush = new TrafficFlush(meter, outbox, this::deliver, clock, Duration.ofSeconds(5));
    }

    @AfterEach
    void dropTable() throws SQLException {
        execute(database, "DROP SCHEMA traffic_flush_test CASCADE");
    }

    @Test
    void what_was_sent_is_reported_once_and_summed_by_link() throws SQLException {
        meter.sent(LINK, 100);
        meter.sent(LINK, 50);
        meter.sent(new LinkId(18), 7);
        flush.round();
        flush.round();

        assertThat(delivered).hasSize(1);
        assertThat(delivered.getFirst().links())
                .containsExactly(new LinkTraffic(LINK, 150), new LinkTraffic(new LinkId(18), 7));
        assertThat(outbox.size()).isZero();
    }

    @Test
    void what_owners_fetch_is_not_counted() throws SQLException {
        meter.sent(new LinkId(0), 100);
        meter.sent(LINK, 0);
        flush.round();

        assertThat(delivered).isEmpty();
        assertThat(outbox.size()).isZero();
    }

    @Test
    void while_link_service_is_away_reports_wait_and_come_later_under_the_same_id() throws SQLException {
        away = true;
        meter.sent(LINK, 100);
        flush.round();
        clock.advance(Duration.ofMillis(1));
        meter.sent(LINK, 50);
        flush.round();
        assertThat(outbox.size()).isEqualTo(2);

        away = false;
        flush.round();
        assertThat(delivered).as("the pause is not over").hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        flush.round();

        assertThat(total()).containsEntry(LINK, 150L);
        assertThat(outbox.size()).isZero();
        assertThat(delivered.get(1).id())
                .as("the failed try and the good one")
                .isEqualTo(delivered.get(0).id());
    }

    @Test
    void pauses_double_up_to_the_limit() {
        away = true;
        meter.sent(LINK, 1);
        List<Long> tries = new ArrayList<>();
        for (long second = 0; second < 20; second++) {
            int before = delivered.size();
            flush.round();
            if (delivered.size() > before) {
                tries.add(second);
            }
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(tries).containsExactly(0L, 1L, 3L, 7L, 12L, 17L);
    }

    @Test
    void the_last_round_does_not_wait() throws SQLException {
        away = true;
        meter.sent(LINK, 1);
        flush.round();
        away = false;

        flush.lastRound();

        assertThat(outbox.size()).isZero();
    }

    @Test
    void many_links_become_several_reports() {
        for (int link = 1; link <= 1100; link++) {
            meter.sent(new LinkId(link), link);
        }
        flush.round();

        assertThat(delivered).hasSize(3);
        assertThat(total()).hasSize(1100).containsEntry(new LinkId(1100), 1100L);
    }

    @Test
    void without_a_database_the_counts_stay_in_memory() throws SQLException {
        execute(database, "ALTER TABLE traffic_flush_test.traffic_outbox RENAME TO gone");
        meter.sent(LINK, 100);
        flush.round();
        execute(database, "ALTER TABLE traffic_flush_test.gone RENAME TO traffic_outbox");
        meter.sent(LINK, 11);
        flush.round();

        assertThat(total()).containsEntry(LINK, 111L);
    }

    @Test
    void two_replicas_never_hold_the_same_report() throws Exception {
        outbox.add(UUID.randomUUID(), Map.of(LINK, 1L), clock.instant());
        outbox.add(UUID.randomUUID(), Map.of(LINK, 2L), clock.instant());
        CountDownLatch holding = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        List<Long> seen = new ArrayList<>();
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<Boolean> first = other.submit(() -> outbox.deliverOldest(report -> {
                synchronized (seen) {
                    seen.add(report.links().getFirst().bytes());
                }
                holding.countDown();
                try {
                    done.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }));
            holding.await();
            boolean second;
            boolean third;
            try {
                second = outbox.deliverOldest(report -> {
                    synchronized (seen) {
                        seen.add(report.links().getFirst().bytes());
                    }
                });
                third = outbox.deliverOldest(_ -> {});
            } finally {
                done.countDown();
            }
            assertThat(second).isTrue();
            assertThat(third).as("the only other one is held").isFalse();
            assertThat(first.get()).isTrue();
        }
        assertThat(seen).containsExactlyInAnyOrder(1L, 2L);
    }

    private void deliver(TrafficReport report) {
        delivered.add(report);
        if (away) {
            throw new IllegalStateException("connection refused");
        }
    }

    /** What link-service would have counted: the same id once. */
    private Map<LinkId, Long> total() {
        Map<UUID, TrafficReport> once = new HashMap<>();
        delivered.forEach(report -> once.put(report.id(), report));
        Map<LinkId, Long> total = new HashMap<>();
        once.values()
                .forEach(report -> report.links().forEach(link -> total.merge(link.link(), link.bytes(), Long::sum)));
        return total;
    }

    private DataSource inSchema() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (_, method, arguments) -> {
                    if (!method.getName().equals("getConnection")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    Connection connection = database.getConnection();
                    connection.setSchema("traffic_flush_test");
                    return schemaResettingOnClose(connection);
                });
    }

    /** Connections go back to a pool that others draw from. */
    private static Connection schemaResettingOnClose(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                TrafficFlushTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        connection.setSchema("public");
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
