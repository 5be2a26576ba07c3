package dev.latchkey.file.media;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What probes found, by content, for good: equal content is looked at once however many files hold it. */
final class MediaFactsTable {

    /** Raised when the probe learns to see more, so that what it saw before is looked at again. */
    private static final int PROBE_VERSION = 3;

    private final DataSource database;
    private final String ffmpeg;

    /** @param ffmpeg what looks here: where another one saw nothing, it looks again */
    MediaFactsTable(DataSource database, String ffmpeg) {
        this.database = database;
        this.ffmpeg = ffmpeg;
    }

    /** What is known: empty if nothing is, an empty finding if it is known that there is neither sound nor picture. */
    Optional<Finding> find(String sha256) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        SELECT facts
                          FROM media_facts
                         WHERE sha256 = ? AND probe_version = ? AND (facts IS NOT NULL OR ffmpeg = ?)
                        """)) {
            query.setString(1, sha256);
            query.setInt(2, PROBE_VERSION);
            query.setString(3, ffmpeg);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(finding(rows.getString("facts"))) : Optional.empty();
            }
        }
    }

    void save(String sha256, Finding finding) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO media_facts (sha256, probe_version, facts, ffmpeg)
                        VALUES (?, ?, CAST(? AS jsonb), ?)
                        ON CONFLICT (sha256) DO UPDATE
                           SET probe_version = excluded.probe_version, facts = excluded.facts, ffmpeg = excluded.ffmpeg
                        """)) {
            insert.setString(1, sha256);
            insert.setInt(2, PROBE_VERSION);
            insert.setString(3, finding.facts().map(MediaFactsJson::write).orElse(null));
            insert.setString(4, ffmpeg);
            insert.executeUpdate();
        }
    }

    /** The facts of a file that was looked at. */
    record Finding(Optional<MediaFacts> facts) {}

    private static Finding finding(@Nullable String facts) {
        return new Finding(Optional.ofNullable(facts).map(MediaFactsJson::read));
    }
}
