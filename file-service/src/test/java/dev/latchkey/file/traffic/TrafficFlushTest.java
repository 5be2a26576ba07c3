package dev.latchkey.file.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.remote.LinkTraffic;
import dev.latchkey.protocol.remote.TrafficReport;
import dev.latchkey.protocol.testing.MutableClock;
import dev.latchkey.protocol.value.LinkId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the real table, in a schema of its own so that the running service's rounds do not take part. */
@QuarkusTest
final class TrafficFlushTest {

    private static final LinkId LINK = new LinkId(17);
    private static final Instant EPOCH = Instant.EPOCH;

    /** Fails at once if anybody holds so much as a row of it. */
    private static final String LOCK = """
            DO $$ BEGIN LOCK TABLE traffic_flush_test.traffic_outbox IN ACCESS EXCLUSIVE MODE NOWAIT; END $$
            """;

    private record Settings(Duration flushEvery, Duration longestPause, Duration giveUpAfter, Duration lostKept)
            implements TrafficConfig {

        Settings() {
            this(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofDays(25), Duration.ofDays(30));
        }
    }

    @Inject
    DataSource database;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final TrafficMeter meter = new TrafficMeter();
    private final List<TrafficReport> delivered = new ArrayList<>();
    private final Set<LinkId> refused = new HashSet<>();
    private final Set<LinkId> failing = new HashSet<>();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger openConnections = new AtomicInteger();
    private boolean away;
    private TrafficOutbox outbox;
    private TrafficFlush flush;

    @BeforeEach
    void makeTable() throws SQLException {
        execute(database, "CREATE SCHEMA traffic_flush_test");
        execute(database, "CREATE TABLE traffic_flush_test.traffic_outbox (LIKE public.traffic_outbox INCLUDING ALL)");
        DataSource own = inSchema();
        outbox = new TrafficOutbox(own);
        flush = new TrafficFlush(meter, outbox, this::deliver, new LostTraffic(registry), clock, new Settings());
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
        assertThat(delivered.stream().map(TrafficReport::id).distinct())
                .as("the failed try and the good one have one id")
                .hasSize(2);
    }

    @Test
    void one_that_is_refused_for_ever_is_set_aside_and_told_once_and_the_others_go_on() throws SQLException {
        refused.add(LINK);
        add(LINK, 100);
        clock.advance(Duration.ofMillis(1));
        add(new LinkId(18), 7);
        flush.round();
        flush.round();
        clock.advance(Duration.ofDays(1));
        flush.round();

        assertThat(delivered).hasSize(2);
        assertThat(total()).containsEntry(new LinkId(18), 7L);
        assertThat(outbox.size()).as("reports that wait").isZero();
        assertThat(rows()).as("reports to look at").isEqualTo(1);
        assertThat(lost("refused")).isEqualTo(1);
    }

    @Test
    void one_that_keeps_failing_does_not_keep_the_others_waiting() throws SQLException {
        failing.add(LINK);
        add(LINK, 100);
        flush.round();
        for (int link = 18; link < 22; link++) {
            clock.advance(Duration.ofSeconds(10));
            add(new LinkId(link), link);
            flush.round();
        }

        assertThat(total()).containsKeys(new LinkId(18), new LinkId(19), new LinkId(20), new LinkId(21));
        assertThat(outbox.size()).as("the failing one waits on").isEqualTo(1);
        assertThat(lost("refused")).isZero();
    }

    @Test
    void one_that_is_not_taken_for_weeks_is_given_up_before_link_service_forgets_it() throws SQLException {
        away = true;
        add(LINK, 100);
        flush.round();
        clock.advance(Duration.ofDays(25));
        away = false;
        int tries = delivered.size();
        flush.round();
        flush.round();

        assertThat(delivered).as("not delivered again").hasSize(tries);
        assertThat(outbox.size()).isZero();
        assertThat(lost("too-old")).isEqualTo(1);
        assertThat(lost("refused")).isZero();
    }

    @Test
    void what_was_set_aside_is_forgotten_after_a_month() throws SQLException {
        refused.add(LINK);
        add(LINK, 100);
        flush.round();
        clock.advance(Duration.ofDays(30).minusSeconds(1));
        flush.round();
        assertThat(rows()).isEqualTo(1);
        clock.advance(Duration.ofHours(1));
        flush.round();
        assertThat(rows()).isZero();
    }

    @Test
    void neither_a_connection_nor_a_lock_is_held_during_a_delivery() throws SQLException {
        add(LINK, 100);
        List<Integer> during = new ArrayList<>();
        TrafficReports locking = report -> {
            delivered.add(report);
            try {
                during.add(openConnections.get());
                execute(database, LOCK);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        };
        new TrafficFlush(meter, outbox, locking, new LostTraffic(registry), clock, new Settings()).round();

        assertThat(during).containsExactly(0);
        assertThat(outbox.size()).isZero();
    }

    @Test
    void one_whose_deliverer_died_is_delivered_by_another_when_its_time_is_over() throws SQLException {
        add(LINK, 100);
        TrafficReport held = outbox.holdNext(clock.instant(), EPOCH).orElseThrow();
        flush.round();
        assertThat(delivered).as("while it may still be delivered").isEmpty();

        clock.advance(TrafficOutbox.LEASE);
        flush.round();

        assertThat(delivered).containsExactly(held);
        assertThat(outbox.size()).isZero();
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
    void two_replicas_never_hold_the_same_report() throws SQLException {
        add(LINK, 1);
        add(LINK, 2);
        Instant now = clock.instant();
        TrafficReport first = outbox.holdNext(now, EPOCH).orElseThrow();
        TrafficReport second = outbox.holdNext(now, EPOCH).orElseThrow();

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(outbox.holdNext(now, EPOCH)).as("both are held").isEmpty();
    }

    @Test
    void many_replicas_at_the_same_moment_deliver_each_report_once() throws Exception {
        for (int i = 1; i <= 40; i++) {
            add(new LinkId(i), i);
        }
        Queue<UUID> taken = new ConcurrentLinkedQueue<>();
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            List<Future<Boolean>> ends = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                ends.add(replicas.submit(() -> {
                    TrafficReports counting = report -> taken.add(report.id());
                    new TrafficFlush(
                                    new TrafficMeter(),
                                    outbox,
                                    counting,
                                    new LostTraffic(registry),
                                    clock,
                                    new Settings())
                            .round();
                    return true;
                }));
            }
            for (Future<Boolean> end : ends) {
                assertThat(end.get()).isTrue();
            }
        }
        flush.round();
        delivered.forEach(report -> taken.add(report.id()));
        assertThat(taken).hasSize(40).doesNotHaveDuplicates();
    }

    private void deliver(TrafficReport report) {
        delivered.add(report);
        LinkId link = report.links().getFirst().link();
        if (away || failing.contains(link)) {
            throw new IllegalStateException("connection refused");
        }
        if (refused.contains(link)) {
            throw new ReportRefused("HTTP 400", new IllegalArgumentException());
        }
    }

    private void add(LinkId link, long bytes) throws SQLException {
        outbox.add(UUID.randomUUID(), Map.of(link, bytes), clock.instant());
    }

    private double lost(String reason) {
        return registry.get("latchkey.traffic.lost")
                .tag("reason", reason)
                .counter()
                .count();
    }

    /** Those that wait and those set aside. */
    private long rows() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM traffic_flush_test.traffic_outbox")) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
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
                    openConnections.incrementAndGet();
                    return schemaResettingOnClose(connection);
                });
    }

    /** Connections go back to a pool that others draw from. */
    private Connection schemaResettingOnClose(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        connection.setSchema("public");
                        openConnections.decrementAndGet();
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
