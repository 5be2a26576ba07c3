package dev.latchkey.file.file;

import dev.latchkey.file.blob.Blob;
import dev.latchkey.file.folder.FolderFiles;
import dev.latchkey.file.media.MediaFacts;
import dev.latchkey.file.media.MediaFactsJson;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.Session;

/** The rows of {@code file}, {@code file_revision} and {@code content}. */
@ApplicationScoped
final class FileRepository implements PanacheRepository<FileEntity> {

    private static final int BATCH = 1_000;

    private static final String WITH_CONTENT = "from FileEntity f join fetch f.current r join fetch r.content where ";

    /** What the probe says last is believed, if it says anything: another name, or a later version, may have told it more. */
    private static final String KEEP_CONTENT = """
            INSERT INTO content (sha256, sha1, md5, size, sniffed, media)
            VALUES (:sha256, :sha1, :md5, :size, :sniffed, :media)
            ON CONFLICT (sha256) DO UPDATE
               SET sniffed = coalesce(content.sniffed, excluded.sniffed),
                   media = coalesce(excluded.media, content.media)
            """;

    private static final String NOTE_MEDIA =
            "UPDATE content SET media = :media WHERE sha256 = :sha256 AND media IS NULL";

    private static final String DELETE_IN = """
            WITH gone AS (
                UPDATE file SET deleted = :now
                 WHERE folder = ANY (CAST(:folders AS bigint[])) AND deleted IS NULL
                RETURNING current)
            SELECT count(*) AS files, CAST(coalesce(sum(c.size), 0) AS bigint) AS bytes
              FROM gone g
              JOIN file_revision r ON r.id = g.current
              JOIN content c ON c.sha256 = r.content
            """;

    private static final String NAMES = """
            SELECT name FROM file
             WHERE folder = :folder AND deleted IS NULL AND starts_with(name, :start)
            """;

    private static final String REVISION =
            "from RevisionEntity r join fetch r.content where r.file = :file and r.id = :revision";

    /** Whatever of the file is not the current revision and does not know yet since when. */
    private static final String NOTE_REPLACED = """
            UPDATE file_revision SET replaced = :now
             WHERE file = :file AND id <> :current AND replaced IS NULL
            """;

    private static final String REFERENCED = """
            SELECT DISTINCT content FROM file_revision WHERE content = ANY (CAST(:names AS text[]))
            """;

    private final Session session;

    FileRepository(Session session) {
        this.session = session;
    }

    Optional<FileEntity> alive(long id) {
        return find(WITH_CONTENT + "f.id = ?1 and f.deleted is null", id).firstResultOptional();
    }

    /** The file that has, or when deleted keeps, this name. */
    Optional<FileEntity> named(long folder, String name) {
        return find(WITH_CONTENT + "f.folder = ?1 and f.name = ?2", folder, name)
                .firstResultOptional();
    }

    /** A revision of this file, current or older. */
    Optional<RevisionEntity> revision(long file, long revision) {
        return session.createQuery(REVISION, RevisionEntity.class)
                .setParameter("file", file)
                .setParameter("revision", revision)
                .uniqueResultOptional();
    }

    boolean isAnyIn(long folder) {
        return count("folder = ?1 and deleted is null", folder) > 0;
    }

    /** The files in these folders; those of one folder ordered by name. */
    List<FileEntity> in(Collection<Long> folders, boolean deletedToo) {
        String order = (deletedToo ? "" : " and f.deleted is null") + " order by f.name";
        return inBatches(folders, batch -> list(WITH_CONTENT + "f.folder in ?1" + order, batch));
    }

    FolderFiles.Deleted deleteIn(List<Long> folders, Instant now) {
        Object[] row = session.createNativeQuery(DELETE_IN, Object[].class)
                .addScalar("files", Long.class)
                .addScalar("bytes", Long.class)
                .setParameter("folders", folders.toArray(Long[]::new))
                .setParameter("now", now)
                .getSingleResult();
        return new FolderFiles.Deleted((Long) row[0], (Long) row[1]);
    }

    /** The names in a folder, of files that are not deleted, that begin like this. */
    Set<String> names(long folder, String start) {
        return new HashSet<>(session.createNativeQuery(NAMES, String.class)
                .setParameter("folder", folder)
                .setParameter("start", start)
                .getResultList());
    }

    ContentEntity keep(Content content) {
        Blob blob = content.blob();
        session.createNativeMutationQuery(KEEP_CONTENT)
                .setParameter("sha256", blob.sha256())
                .setParameter("sha1", blob.sha1())
                .setParameter("md5", blob.md5())
                .setParameter("size", blob.size())
                .setParameter("sniffed", content.sniffed().orElse(null), String.class)
                .setParameter(
                        "media", content.media().map(MediaFactsJson::write).orElse(null), String.class)
                .executeUpdate();
        ContentEntity row = session.find(ContentEntity.class, blob.sha256());
        session.refresh(row);
        return row;
    }

    /** Of content of which nothing was known so far. */
    void noteMedia(String sha256, MediaFacts facts) {
        session.createNativeMutationQuery(NOTE_MEDIA)
                .setParameter("media", MediaFactsJson.write(facts))
                .setParameter("sha256", sha256)
                .executeUpdate();
    }

    long nextId() {
        return session.createNativeQuery("SELECT nextval('object_id')", Long.class)
                .getSingleResult();
    }

    RevisionEntity addRevision(long file, ContentEntity content, Instant now) {
        RevisionEntity revision = new RevisionEntity();
        revision.file = file;
        revision.content = content;
        revision.stored = now;
        session.persist(revision);
        return revision;
    }

    /** Notes since when the older revisions of a file are older ones. */
    void noteReplaced(long file, long current, Instant now) {
        session.createNativeMutationQuery(NOTE_REPLACED)
                .setParameter("file", file)
                .setParameter("current", current)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Makes the revisions of one file those of another, and the first vanish. */
    void merge(FileEntity vanishing, long into) {
        session.flush();
        session.detach(vanishing);
        session.createNativeMutationQuery("UPDATE file_revision SET file = :into WHERE file = :vanishing")
                .setParameter("into", into)
                .setParameter("vanishing", vanishing.id)
                .executeUpdate();
        session.createNativeMutationQuery("DELETE FROM file WHERE id = :vanishing")
                .setParameter("vanishing", vanishing.id)
                .executeUpdate();
    }

    /** A statement takes a limited number of parameters. */
    private static <T> List<T> inBatches(Collection<Long> ids, Function<List<Long>, List<T>> query) {
        List<Long> all = List.copyOf(ids);
        List<T> results = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            results.addAll(query.apply(all.subList(from, Math.min(from + BATCH, all.size()))));
        }
        return results;
    }

    Set<String> referenced(Collection<String> sha256) {
        return new HashSet<>(session.createNativeQuery(REFERENCED, String.class)
                .setParameter("names", sha256.toArray(String[]::new))
                .getResultList());
    }
}
