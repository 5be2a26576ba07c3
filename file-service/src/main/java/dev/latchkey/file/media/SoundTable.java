package dev.latchkey.file.media;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What decoding found, by content, for good: equal content is decoded once for that. Where one ffmpeg found nothing, another
 * looks again.
 */
final class SoundTable {

    /** Raised when the meter counts in another way, so that what it found before is measured again. */
    private static final int METER_VERSION = 3;

    /** Rows of before tell nothing about layouts; up to so many channels ffmpeg always has one in mind. */
    private static final int MOST_GUESSED_CHANNELS = 8;

    private final DataSource database;
    private final String ffmpeg;

    /** @param ffmpeg what decodes here */
    SoundTable(DataSource database, String ffmpeg) {
        this.database = database;
        this.ffmpeg = ffmpeg;
    }

    Optional<Sound> find(String sha256) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        SELECT sample_rate, channels, coalesce(channel_layout_known, true) AS channel_layout_known,
                               samples, seekable, container
                          FROM media_sounds
                         WHERE sha256 = ? AND meter_version = ?
                           AND (channels <= ? OR channel_layout_known IS NOT NULL)
                           AND (samples > 0 OR ffmpeg = ?)
                        """)) {
            query.setString(1, sha256);
            query.setInt(2, METER_VERSION);
            query.setInt(3, MOST_GUESSED_CHANNELS);
            query.setString(4, ffmpeg);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Sound(
                                rows.getInt("sample_rate"),
                                rows.getInt("channels"),
                                rows.getBoolean("channel_layout_known"),
                                rows.getLong("samples"),
                                rows.getBoolean("seekable"),
                                Optional.ofNullable(rows.getString("container"))))
                        : Optional.empty();
            }
        }
    }

    void save(String sha256, Sound sound) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO media_sounds
                               (sha256, meter_version, sample_rate, channels, channel_layout_known, samples, seekable, container, ffmpeg)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (sha256) DO UPDATE
                           SET meter_version = excluded.meter_version, sample_rate = excluded.sample_rate,
                               channels = excluded.channels, channel_layout_known = excluded.channel_layout_known,
                               samples = excluded.samples, seekable = excluded.seekable, container = excluded.container,
                               ffmpeg = excluded.ffmpeg
                        """)) {
            insert.setString(1, sha256);
            insert.setInt(2, METER_VERSION);
            insert.setInt(3, sound.sampleRate());
            insert.setInt(4, sound.channels());
            insert.setBoolean(5, sound.channelLayoutKnown());
            insert.setLong(6, sound.samples());
            insert.setBoolean(7, sound.seekable());
            insert.setString(8, sound.container().orElse(null));
            insert.setString(9, ffmpeg);
            insert.executeUpdate();
        }
    }
}
