package dev.latchkey.file.file;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;

/** The rows of {@code file} and {@code file_revision} that are only kept, and how they go. */
@ApplicationScoped
class KeptRepository {

    /** Any number, the same in all replicas. */
    private static final long PURGE_LOCK = 7_264_185_309_117L;

    private static final String TRY_LOCK = "SELECT pg_try_advisory_xact_lock(:lock)";

    private static final String OWNERS = """
            WITH kept AS (
                SELECT f.owner, c.size, r.replaced <= :revisions AS is_over
                  FROM file_revision r
                  JOIN file f ON f.id = r.file AND f.current <> r.id AND f.deleted IS NULL
                  JOIN content c ON c.sha256 = r.content
                 WHERE r.replaced IS NOT NULL
                UNION ALL
                SELECT f.owner, c.size, f.deleted <= :trash
                  FROM file f
                  JOIN file_revision r ON r.file = f.id
                  JOIN content c ON c.sha256 = r.content
                 WHERE f.deleted IS NOT NULL)
            SELECT t.owner
              FROM kept k
              JOIN tree t ON t.owner = k.owner
             GROUP BY t.owner
            HAVING bool_or(k.is_over) OR sum(k.size) > t.quota * CAST(:percent AS numeric) / 100
             ORDER BY t.owner
            """;

    private static final String KEPT = """
            WITH kept AS (
                SELECT 'REVISION' AS kind, r.id, c.size, r.replaced + :revisions * interval '1 second' AS expires
                  FROM file f
                  JOIN file_revision r ON r.file = f.id AND r.id <> f.current AND r.replaced IS NOT NULL
                  JOIN content c ON c.sha256 = r.content
                 WHERE f.owner = :owner AND f.deleted IS NULL
                UNION ALL
                SELECT 'TRASH', f.id, CAST(sum(c.size) AS bigint), f.deleted + :trash * interval '1 second'
                  FROM file f
                  JOIN file_revision r ON r.file = f.id
                  JOIN content c ON c.sha256 = r.content
                 WHERE f.owner = :owner AND f.deleted IS NOT NULL
                 GROUP BY f.id)
            SELECT kind, id, size, expires, CAST(sum(size) OVER () AS bigint) AS total
              FROM kept
             ORDER BY expires, id
             LIMIT :most
            """;

    private static final String DELETE_REVISIONS = """
            DELETE FROM file_revision r
             USING file f
             WHERE r.id = ANY (CAST(:ids AS bigint[])) AND f.id = r.file AND f.current <> r.id
            RETURNING r.content
            """;

    private static final String DELETE_FILES = """
            WITH gone AS (
                DELETE FROM file
                 WHERE id = ANY (CAST(:ids AS bigint[])) AND deleted IS NOT NULL
                RETURNING id)
            DELETE FROM file_revision r
             USING gone g
             WHERE r.file = g.id
            RETURNING r.content
            """;

    /** Contents that somebody is just writing down again are left to a later purge. */
    private static final String LOCK_CONTENTS = """
            SELECT sha256 FROM content
             WHERE sha256 = ANY (CAST(:contents AS text[]))
               FOR UPDATE SKIP LOCKED
            """;

    private static final String DELETE_CONTENTS = """
            DELETE FROM content c
             WHERE c.sha256 = ANY (CAST(:contents AS text[]))
               AND NOT EXISTS (SELECT FROM file_revision r WHERE r.content = c.sha256)
            """;

    private final Session session;

    KeptRepository(Session session) {
        this.session = session;
    }

    /**
     * The first of what is kept for an account.
     *
     * @param soonestFirst ordered by when it expires
     * @param total bytes of all that is kept
     */
    record Page(List<Kept> soonestFirst, long total) {}

    /** Whether this transaction is the only one that purges, until it ends. */
    boolean isOnlyPurge() {
        return session.createNativeQuery(TRY_LOCK, Boolean.class)
                .setParameter("lock", PURGE_LOCK)
                .getSingleResult();
    }

    /** Accounts of which something is to go. */
    List<Long> owners(Retention retention, Instant now) {
        return session.createNativeQuery(OWNERS, Long.class)
                .setParameter("revisions", now.minus(retention.revisions()))
                .setParameter("trash", now.minus(retention.trash()))
                .setParameter("percent", retention.percentOfQuota())
                .getResultList();
    }

    Page kept(long owner, Retention retention, int most) {
        List<Object[]> rows = session.createNativeQuery(KEPT, Object[].class)
                .addScalar("kind", String.class)
                .addScalar("id", Long.class)
                .addScalar("size", Long.class)
                .addScalar("expires", Instant.class)
                .addScalar("total", Long.class)
                .setParameter("owner", owner)
                .setParameter("revisions", retention.revisions().toSeconds())
                .setParameter("trash", retention.trash().toSeconds())
                .setParameter("most", most)
                .getResultList();
        List<Kept> kept = rows.stream()
                .map(row ->
                        new Kept(Kept.Kind.valueOf((String) row[0]), (Long) row[1], (Long) row[2], (Instant) row[3]))
                .toList();
        return new Page(kept, rows.isEmpty() ? 0 : (Long) rows.getFirst()[4]);
    }

    /** Lets go of it, in a locked tree; what came back to life meanwhile stays. The blobs are the sweep's business. */
    void delete(List<Kept> kept) {
        deleteContents(delete(DELETE_REVISIONS, ids(kept, Kept.Kind.REVISION)));
        deleteContents(delete(DELETE_FILES, ids(kept, Kept.Kind.TRASH)));
    }

    private List<String> delete(String statement, Long[] ids) {
        return session.createNativeQuery(statement, String.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /**
     * Each statement sees what others have committed until then, so whatever refers to a row that is locked now is
     * seen.
     */
    private void deleteContents(List<String> contents) {
        List<String> locked = session.createNativeQuery(LOCK_CONTENTS, String.class)
                .setParameter("contents", contents.toArray(String[]::new))
                .getResultList();
        session.createNativeMutationQuery(DELETE_CONTENTS)
                .setParameter("contents", locked.toArray(String[]::new))
                .executeUpdate();
    }

    private static Long[] ids(List<Kept> kept, Kept.Kind kind) {
        return kept.stream().filter(one -> one.kind() == kind).map(Kept::id).toArray(Long[]::new);
    }
}
