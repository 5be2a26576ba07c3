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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Reports that were written down and not confirmed yet. Several replicas may empty it together: each takes reports
 * nobody holds.
 */
final class TrafficOutbox {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<TreeMap<Long, Long>> LINKS = new TypeReference<>() {};

    private final DataSource database;

    TrafficOutbox(DataSource database) {
        this.database = database;
    }

    void add(UUID report, Map<LinkId, Long> links, Instant now) throws SQLException {
        TreeMap<Long, Long> byId = new TreeMap<>();
        links.forEach((link, bytes) -> byId.put(link.value(), bytes));
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO traffic_outbox (report, links, created_at)
                        VALUES (?, CAST(? AS jsonb), ?)
                        """)) {
            insert.setObject(1, report);
            insert.setString(2, JSON.writeValueAsString(byId));
            insert.setObject(3, now.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Hands the oldest report that nobody else holds to the delivery, and forgets it unless that throws.
     *
     * @return whether there was one
     */
    boolean deliverOldest(Consumer<TrafficReport> delivery) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Optional<TrafficReport> report = holdOldest(connection);
                if (report.isPresent()) {
                    delivery.accept(report.get());
                    delete(connection, report.get().id());
                }
                connection.commit();
                return report.isPresent();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** How many reports wait. */
    long size() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT count(*) FROM traffic_outbox");
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static Optional<TrafficReport> holdOldest(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT report, links
                  FROM traffic_outbox
                 ORDER BY created_at, report
                 LIMIT 1
                   FOR UPDATE SKIP LOCKED
                """);
                ResultSet rows = query.executeQuery()) {
            if (!rows.next()) {
                return Optional.empty();
            }
            List<LinkTraffic> links = JSON.readValue(rows.getString("links"), LINKS).entrySet().stream()
                    .map(entry -> new LinkTraffic(new LinkId(entry.getKey()), entry.getValue()))
                    .toList();
            return Optional.of(new TrafficReport(rows.getObject("report", UUID.class), links));
        } catch (JsonProcessingException e) {
            throw new SQLException("traffic_outbox holds what this version cannot read", e);
        }
    }

    private static void delete(Connection connection, UUID report) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("""
                DELETE FROM traffic_outbox WHERE report = ?
                """)) {
            delete.setObject(1, report);
            delete.executeUpdate();
        }
    }
}
