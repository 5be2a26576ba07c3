package dev.latchkey.file.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.protocol.remote.LinkTraffic;
import dev.latchkey.protocol.remote.TrafficReport;
import dev.latchkey.protocol.value.LinkId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Reports that were written down and not confirmed yet. Several replicas may empty it together: each holds the reports
 * it delivers for a while, without a transaction. Should it die meanwhile, others deliver them after that while; the
 * same id delivered again counts once.
 */
final class TrafficOutbox {

    /** Far longer than a delivery takes, which ends after a second at most. */
    static final Duration LEASE = Duration.ofMinutes(1);

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<TreeMap<Long, Long>> LINKS = new TypeReference<>() {};

    private static final String ADD = """
            INSERT INTO traffic_outbox (report, links, created_at)
            VALUES (?, CAST(? AS jsonb), ?)
            """;

    /** One that has failed before comes after all others, so that it stands in nobody's way. */
    private static final String HOLD_NEXT = """
            UPDATE traffic_outbox SET held_until = ?
             WHERE report = (
                   SELECT report
                     FROM traffic_outbox
                    WHERE failed_at IS NULL
                      AND created_at > ?
                      AND (held_until IS NULL OR held_until <= ?)
                    ORDER BY tries, created_at, report
                    LIMIT 1
                      FOR UPDATE SKIP LOCKED)
            RETURNING report, links
            """;

    private static final String GIVE_UP = """
            UPDATE traffic_outbox SET failed_at = ?
             WHERE failed_at IS NULL
               AND created_at <= ?
               AND (held_until IS NULL OR held_until <= ?)
            RETURNING report, links
            """;

    private static final String PUT_BACK = """
            UPDATE traffic_outbox SET held_until = NULL, tries = tries + 1 WHERE report = ?
            """;

    private static final String SET_ASIDE = "UPDATE traffic_outbox SET failed_at = ? WHERE report = ?";
    private static final String DELETE = "DELETE FROM traffic_outbox WHERE report = ?";
    private static final String FORGET = "DELETE FROM traffic_outbox WHERE failed_at <= ?";
    private static final String SIZE = "SELECT count(*) FROM traffic_outbox WHERE failed_at IS NULL";

    private final DataSource database;

    TrafficOutbox(DataSource database) {
        this.database = database;
    }

    void add(UUID report, Map<LinkId, Long> links, Instant now) throws SQLException {
        TreeMap<Long, Long> byId = new TreeMap<>();
        links.forEach((link, bytes) -> byId.put(link.value(), bytes));
        try {
            update(ADD, report, JSON.writeValueAsString(byId), time(now));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Takes hold of the next report that nobody else holds, for {@link #LEASE}.
     *
     * @param writtenAfter older ones are left alone
     */
    Optional<TrafficReport> holdNext(Instant now, Instant writtenAfter) throws SQLException {
        return reports(HOLD_NEXT, time(now.plus(LEASE)), time(writtenAfter), time(now)).stream()
                .findFirst();
    }

    /** A report that is held was taken. */
    void delivered(UUID report) throws SQLException {
        update(DELETE, report);
    }

    /** A report that is held could not be delivered now. */
    void putBack(UUID report) throws SQLException {
        update(PUT_BACK, report);
    }

    /** A report that is held will never be taken. It stays for an operator to look at until it is forgotten. */
    void setAside(UUID report, Instant now) throws SQLException {
        update(SET_ASIDE, time(now), report);
    }

    /**
     * Sets all reports aside that have waited since then or longer.
     *
     * @return those
     */
    List<TrafficReport> giveUp(Instant writtenUntil, Instant now) throws SQLException {
        return reports(GIVE_UP, time(now), time(writtenUntil), time(now));
    }

    /** Forgets what was set aside then or earlier. */
    void forget(Instant setAsideUntil) throws SQLException {
        update(FORGET, time(setAsideUntil));
    }

    /** How many reports wait. */
    long size() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(SIZE);
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private List<TrafficReport> reports(String statement, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = prepare(connection, statement, values);
                ResultSet rows = query.executeQuery()) {
            List<TrafficReport> reports = new ArrayList<>();
            while (rows.next()) {
                List<LinkTraffic> links = JSON.readValue(rows.getString("links"), LINKS).entrySet().stream()
                        .map(entry -> new LinkTraffic(new LinkId(entry.getKey()), entry.getValue()))
                        .toList();
                reports.add(new TrafficReport(rows.getObject("report", UUID.class), links));
            }
            return reports;
        } catch (JsonProcessingException e) {
            throw new SQLException("traffic_outbox holds what this version cannot read", e);
        }
    }

    private void update(String statement, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = prepare(connection, statement, values)) {
            update.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String statement, Object... values)
            throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        for (int i = 0; i < values.length; i++) {
            prepared.setObject(i + 1, values[i]);
        }
        return prepared;
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
