package dev.latchkey.file.blob;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** The ledger in the table {@code stored_blob}; its row locks make storing wait for a removal. */
final class JdbcLedger implements Ledger {

    private final DataSource database;

    JdbcLedger(DataSource database) {
        this.database = database;
    }

    @Override
    public void stored(String sha256, Instant when) throws IOException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO stored_blob (sha256, stored)
                        VALUES (?, ?)
                        ON CONFLICT (sha256) DO UPDATE
                           SET stored = greatest(stored_blob.stored, excluded.stored)
                        """)) {
            insert.setString(1, sha256);
            insert.setTimestamp(2, Timestamp.from(when));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public List<String> storedBefore(Instant limit, String after, int count) throws IOException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        SELECT sha256
                          FROM stored_blob
                         WHERE sha256 > ? AND stored < ?
                         ORDER BY sha256
                         LIMIT ?
                        """)) {
            query.setString(1, after);
            query.setTimestamp(2, Timestamp.from(limit));
            query.setInt(3, count);
            return names(query);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public Set<String> unknown(Collection<String> sha256) throws IOException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        SELECT sha256
                          FROM stored_blob
                         WHERE sha256 = ANY (?)
                        """)) {
            query.setArray(1, connection.createArrayOf("text", sha256.toArray()));
            Set<String> unknown = new HashSet<>(sha256);
            names(query).forEach(unknown::remove);
            return unknown;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public int remove(Collection<String> sha256, Instant limit, Removal removal) throws IOException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<String> removed = delete(connection, sha256, limit);
                removal.remove(removed);
                connection.commit();
                return removed.size();
            } catch (SQLException | IOException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** What another replica removes at the same time is left to it. */
    private static List<String> delete(Connection connection, Collection<String> sha256, Instant limit)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("""
                DELETE FROM stored_blob
                 WHERE sha256 IN (SELECT sha256
                                    FROM stored_blob
                                   WHERE sha256 = ANY (?) AND stored < ?
                                   ORDER BY sha256
                                     FOR UPDATE SKIP LOCKED)
                RETURNING sha256
                """)) {
            delete.setArray(1, connection.createArrayOf("text", sha256.toArray()));
            delete.setTimestamp(2, Timestamp.from(limit));
            return names(delete);
        }
    }

    private static List<String> names(PreparedStatement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString("sha256"));
            }
        }
        return names;
    }

    private static IOException failure(SQLException cause) {
        return new IOException("stored_blob cannot be used: " + cause.getMessage(), cause);
    }
}
