package dev.latchkey.file.folder;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import org.hibernate.Session;

/** The rows of {@code tree}, one per account. */
@ApplicationScoped
final class TreeRepository implements PanacheRepository<TreeEntity> {

    /** Whoever comes second in a race of first calls waits here for the first, and makes nothing. */
    private static final String MAKE = """
            WITH made AS (
                INSERT INTO tree (owner, root, quota)
                VALUES (:owner, nextval('object_id'), :quota)
                ON CONFLICT (owner) DO NOTHING
                RETURNING owner, root)
            INSERT INTO folder (id, owner, name, created, modified)
            SELECT root, owner, '', CAST(:now AS timestamptz), CAST(:now AS timestamptz) FROM made
            """;

    private final Session session;

    TreeRepository(Session session) {
        this.session = session;
    }

    void make(long owner, long quota, Instant now) {
        session.createNativeMutationQuery(MAKE)
                .setParameter("owner", owner)
                .setParameter("quota", quota)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** The row, held against all other changes of the tree until the transaction ends. */
    TreeEntity lock(long owner) {
        TreeEntity tree = findById(owner, LockModeType.PESSIMISTIC_WRITE);
        if (tree == null) {
            throw new IllegalStateException("account " + owner + " has folders but no tree");
        }
        return tree;
    }
}
