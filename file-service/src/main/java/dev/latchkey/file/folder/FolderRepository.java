package dev.latchkey.file.folder;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** The rows of {@code folder}. */
@ApplicationScoped
final class FolderRepository implements PanacheRepository<FolderEntity> {

    private static final String WALK = """
            WITH RECURSIVE walk AS (
                SELECT f.*, 0 AS step
                  FROM folder f
                 WHERE f.owner = :owner AND f.parent IS NULL
                UNION ALL
                SELECT f.*, w.step + 1
                  FROM walk w
                  JOIN folder f ON f.parent = w.id
                               AND f.name = (CAST(:names AS text[]))[w.step + 1]
                               AND f.deleted IS NULL)
            SELECT * FROM walk ORDER BY step
            """;

    private static final String BELOW = """
            WITH RECURSIVE below AS (
                SELECT f.*, 1 AS depth
                  FROM folder f
                 WHERE f.parent = :folder AND (:deleted OR f.deleted IS NULL)
                UNION ALL
                SELECT f.*, b.depth + 1
                  FROM below b
                  JOIN folder f ON f.parent = b.id AND (:deleted OR f.deleted IS NULL)
                 WHERE :recursive)
            SELECT * FROM below ORDER BY depth, name, id
            """;

    private static final String DELETE_TREE = """
            WITH RECURSIVE tree AS (
                SELECT f.id FROM folder f WHERE f.id = :folder AND f.deleted IS NULL
                UNION ALL
                SELECT f.id FROM tree t JOIN folder f ON f.parent = t.id AND f.deleted IS NULL)
            UPDATE folder SET deleted = :now WHERE id IN (SELECT id FROM tree) RETURNING id
            """;

    private final Session session;

    FolderRepository(Session session) {
        this.session = session;
    }

    /** A folder with all it lies in, deleted or not. */
    Optional<Lineage> lineage(long id) {
        session.flush(); // as before any other query
        return session.doReturningWork(database ->
                Optional.ofNullable(LineageQuery.ask(database, List.of(id)).get(id)));
    }

    /** As far as the names lead down from the root of the owner: one folder more than names if all exist, none without a root. */
    List<Folder> walk(long owner, List<String> names) {
        return session
                .createNativeQuery(WALK, FolderEntity.class)
                .setParameter("owner", owner)
                .setParameter("names", names.toArray(String[]::new))
                .getResultList()
                .stream()
                .map(FolderEntity::folder)
                .toList();
    }

    /** The folders below a folder, those nearer to it first. */
    List<Folder> below(long folder, boolean recursive, boolean deletedToo) {
        return session
                .createNativeQuery(BELOW, FolderEntity.class)
                .setParameter("folder", folder)
                .setParameter("recursive", recursive)
                .setParameter("deleted", deletedToo)
                .getResultList()
                .stream()
                .map(FolderEntity::folder)
                .toList();
    }

    Optional<FolderEntity> named(long parent, String name) {
        return find("parent = ?1 and name = ?2 and deleted is null", parent, name)
                .firstResultOptional();
    }

    boolean hasFolders(long parent) {
        return count("parent = ?1 and deleted is null", parent) > 0;
    }

    /** Puts a folder and all below it into the trash; answers whom that concerned. */
    List<Long> deleteTree(long folder, Instant now) {
        return session.createNativeQuery(DELETE_TREE, Long.class)
                .setParameter("folder", folder)
                .setParameter("now", now)
                .getResultList();
    }
}
