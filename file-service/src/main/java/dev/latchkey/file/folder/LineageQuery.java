package dev.latchkey.file.folder;

import dev.latchkey.protocol.value.AccountId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the database where folders lie: one question however many they are, with a text that is always the same. Times are read
 * as {@link java.sql.Timestamp}, as Hibernate writes them: that has other days before 15 October 1582 than java.time.
 */
public final class LineageQuery {

    private static final String LINEAGES = """
            WITH RECURSIVE lineage AS (
                SELECT f.*, f.id AS leaf, 0 AS height
                  FROM folder f
                 WHERE f.id = ANY (?)
                UNION ALL
                SELECT f.*, l.leaf, l.height + 1
                  FROM lineage l
                  JOIN folder f ON f.id = l.parent)
            SELECT leaf, id, owner, parent, name, created, modified, deleted IS NOT NULL AS is_deleted
              FROM lineage
             ORDER BY leaf, height DESC
            """;

    private LineageQuery() {}

    /** The folders of these ids with all they lie in, deleted ones too; ids that do not exist are left out. */
    public static Map<Long, Lineage> ask(Connection database, Collection<Long> ids) throws SQLException {
        Map<Long, List<Folder>> chains = new HashMap<>();
        try (PreparedStatement query = database.prepareStatement(LINEAGES)) {
            query.setArray(1, database.createArrayOf("bigint", ids.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    chains.computeIfAbsent(rows.getLong("leaf"), _ -> new ArrayList<>())
                            .add(folder(rows));
                }
            }
        }
        Map<Long, Lineage> lineages = new HashMap<>();
        chains.forEach((leaf, chain) -> lineages.put(leaf, new Lineage(chain)));
        return lineages;
    }

    private static Folder folder(ResultSet row) throws SQLException {
        return new Folder(
                row.getLong("id"),
                new AccountId(row.getLong("owner")),
                Optional.ofNullable(row.getObject("parent", Long.class)),
                row.getString("name"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("modified").toInstant(),
                row.getBoolean("is_deleted"));
    }
}
