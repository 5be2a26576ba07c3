package dev.latchkey.file.file;

import dev.latchkey.file.blob.Blob;
import dev.latchkey.file.folder.Lineage;
import dev.latchkey.file.folder.LineageQuery;
import dev.latchkey.file.media.MediaFactsJson;
import dev.latchkey.protocol.value.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Looks for files as every visit of a link does: in two questions however many they are, without a transaction or entities
 * around them, which were a third of what a visit took here. Not for use within a transaction: what entities were
 * changed there may not be written yet. Times are read as in {@link LineageQuery}.
 */
@ApplicationScoped
final class LocatedFileQuery {

    private static final String ALIVE = """
            SELECT f.id, f.owner, f.folder, f.name, f.created, f.modified, f.current,
                   c.sha256, c.sha1, c.md5, c.size, c.sniffed, c.media
              FROM file f
              JOIN file_revision r ON r.id = f.current
              JOIN content c ON c.sha256 = r.content
             WHERE f.id = ANY (?) AND f.deleted IS NULL
            """;

    private final DataSource database;

    LocatedFileQuery(DataSource database) {
        this.database = database;
    }

    /** Those that are there; deleted ones are left out. */
    List<LocatedFile> ask(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        try (Connection connection = database.getConnection()) {
            return located(connection, alive(connection, ids));
        } catch (SQLException e) {
            throw new IllegalStateException("files cannot be looked up", e);
        }
    }

    private static List<StoredFile> alive(Connection connection, Collection<Long> ids) throws SQLException {
        List<StoredFile> files = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(ALIVE)) {
            query.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    files.add(file(rows));
                }
            }
        }
        return files;
    }

    private static StoredFile file(ResultSet row) throws SQLException {
        return new StoredFile(
                row.getLong("id"),
                new AccountId(row.getLong("owner")),
                row.getLong("folder"),
                row.getString("name"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("modified").toInstant(),
                false,
                row.getLong("current"),
                content(row));
    }

    private static Content content(ResultSet row) throws SQLException {
        return new Content(
                new Blob(row.getString("sha256"), row.getString("sha1"), row.getString("md5"), row.getLong("size")),
                Optional.ofNullable(row.getString("sniffed")),
                Optional.ofNullable(row.getString("media")).map(MediaFactsJson::read));
    }

    private static List<LocatedFile> located(Connection connection, List<StoredFile> files) throws SQLException {
        if (files.isEmpty()) {
            return List.of();
        }
        Set<Long> folders = new HashSet<>();
        files.forEach(file -> folders.add(file.folder()));
        Map<Long, Lineage> lineages = LineageQuery.ask(connection, folders);
        return files.stream()
                .flatMap(file ->
                        Optional.ofNullable(lineages.get(file.folder()))
                                .map(folder -> new LocatedFile(file, folder))
                                .stream())
                .toList();
    }
}
