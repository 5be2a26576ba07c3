package dev.latchkey.file.folder;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

/** The rows of {@code folder}. */
@ApplicationScoped
final class FolderRepository implements PanacheRepository<FolderEntity> {

    private static final String LINEAGES = """
            WITH RECURSIVE lineage AS (
                SELECT f.*, f.id AS leaf, 0 AS height
                  FROM folder f
                 WHERE f.id = ANY (CAST(:ids AS bigint[]))
                UNION ALL
                SELECT f.*, l.leaf, l.height + 1
                  FROM lineage l
                  JOIN folder f ON f.id = l.parent)
            SELECT * FROM lineage ORDER BY leaf, height DESC
            """;

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

    /** The folders of these ids with all they lie in, in one query; ids that do not exist are left out. */
    Map<Long, Lineage> lineages(Collection<Long> ids) {
        Map<Long, List<Folder>> chains = new HashMap<>();
        session.createNativeQuery(LINEAGES, Object[].class)
                .addScalar("leaf", Long.class)
                .addEntity(FolderEntity.class)
                .setParameter("ids", ids.toArray(Long[]::new))
                .getResultList()
                .forEach(row -> chains.computeIfAbsent((Long) row[0], _ -> new ArrayList<>())
                        .add(((FolderEntity) row[1]).folder()));
        Map<Long, Lineage> lineages = new HashMap<>();
        chains.forEach((leaf, chain) -> lineages.put(leaf, new Lineage(chain)));
        return lineages;
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
