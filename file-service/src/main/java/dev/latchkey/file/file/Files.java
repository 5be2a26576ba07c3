package dev.latchkey.file.file;

import dev.latchkey.file.access.Standing;
import dev.latchkey.file.blob.BlobReferences;
import dev.latchkey.file.folder.FolderFiles;
import dev.latchkey.file.folder.Folders;
import dev.latchkey.file.folder.Lineage;
import dev.latchkey.file.folder.Trees;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.Metadata;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.FileId;
import dev.latchkey.protocol.value.FileName;
import dev.latchkey.protocol.value.FilePath;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files of all accounts. Rights are the caller's business: ask {@link dev.latchkey.file.access.Standings} first,
 * with the lineage of the folder. Each change is one transaction that holds the tree's lock; contents are in the blob
 * store before it begins.
 */
@ApplicationScoped
public final class Files implements FolderFiles, BlobReferences {

    private final FileRepository rows;
    private final LocatedFileQuery visited;
    private final Folders folders;
    private final Trees trees;
    private final Clock clock;

    Files(FileRepository rows, LocatedFileQuery visited, Folders folders, Trees trees, Clock clock) {
        this.rows = rows;
        this.visited = visited;
        this.folders = folders;
        this.trees = trees;
        this.clock = clock;
    }

    /**
     * A file that was renamed.
     *
     * @param located the file, where it is now
     * @param replaced the id of the file that was there before
     */
    record Moved(LocatedFile located, Optional<Long> replaced) {}

    /** A file by its id, in whoever's tree; {@link ApiError#FILE_NOT_FOUND} if it is not there or deleted. */
    @Transactional
    public LocatedFile open(FileId id) {
        StoredFile file = rows.alive(id.value())
                .orElseThrow(ApiError.FILE_NOT_FOUND::exception)
                .file();
        return folders.lineage(file.folder())
                .map(folder -> new LocatedFile(file, folder))
                .orElseThrow(ApiError.FILE_NOT_FOUND::exception);
    }

    /**
     * A file by its path in the account's tree; {@link ApiError#PARENT_NOT_FOUND} if its folder is not there, {@link
     * ApiError#FILE_NOT_FOUND} if only the file is not.
     */
    @Transactional
    public LocatedFile open(AccountId account, FilePath path) {
        ApiError.FILE_NOT_FOUND.when(path.isRoot() || path.endsInSlash());
        FilePath parent = path.parent();
        Lineage folder = folders.find(account, parent)
                .orElseThrow((parent.isRoot() ? ApiError.FILE_NOT_FOUND : ApiError.PARENT_NOT_FOUND)::exception);
        return find(folder, path.name()).orElseThrow(ApiError.FILE_NOT_FOUND::exception);
    }

    /** A file by id, else by path; {@link ApiError#NO_FILEID_OR_PATH} with neither. */
    @Transactional
    public LocatedFile open(AccountId account, Optional<FileId> id, Optional<FilePath> path) {
        if (id.isPresent()) {
            return open(id.get());
        }
        return open(account, path.orElseThrow(ApiError.NO_FILEID_OR_PATH::exception));
    }

    /**
     * A file in the revision that is asked for, else in the current one: its length, contents and what follows from
     * them are that revision's, its name and times the file's. {@link ApiError#REVISION_NOT_FOUND} if the file has no
     * such revision, or no longer.
     */
    public LocatedFile at(LocatedFile located, Optional<Long> revision) {
        return revision.isEmpty() || revision.get() == located.file().revision()
                ? located
                : atOther(located, revision.get());
    }

    @Transactional
    LocatedFile atOther(LocatedFile located, long revision) {
        RevisionEntity row =
                rows.revision(located.file().id(), revision).orElseThrow(ApiError.REVISION_NOT_FOUND::exception);
        return new LocatedFile(located.file().at(row.id, row.content.content()), located.folder());
    }

    /**
     * A name whose extension tells the kind of file: its own, or the same with the extension that its first bytes call
     * for.
     *
     * @param sniffed the MIME type that the first bytes give away
     */
    public static String tellingName(FileName name, Optional<String> sniffed) {
        return ContentTypes.tellingName(name.value(), sniffed);
    }

    /** A file by its name, if it is there and not deleted. */
    @Transactional
    public Optional<LocatedFile> find(Lineage folder, FileName name) {
        return rows.named(folder.id(), name.value())
                .filter(FileEntity::isAlive)
                .map(row -> new LocatedFile(row.file(), folder));
    }

    /**
     * Files by their ids, in two queries however many; those that are not there or deleted are left out. For visits, which
     * are many; not for use within a transaction, whose changes may not be written yet.
     */
    public List<LocatedFile> locate(Collection<Long> ids) {
        return visited.ask(ids);
    }

    /**
     * Gives contents a name. Under a name that is or was in use the file keeps its id, and what it held becomes an
     * older revision; equal contents make no revision.
     *
     * @param folder where to
     * @param name the wanted name
     * @param content what the file holds; its bytes are in the blob store
     * @param times the uploader's
     * @param conflict what to do if the name is in use
     * @throws dev.latchkey.protocol.error.ApiException {@link ApiError#OVER_QUOTA}, {@link ApiError#FOLDER_NOT_FOUND}
     *     if the folder has gone meanwhile, {@link ApiError#ACCESS_DENIED} if the conflict says so
     */
    @Transactional
    public LocatedFile keep(Lineage folder, FileName name, Content content, FileTimes times, Conflict conflict) {
        trees.lock(folder.owner());
        Instant now = clock.instant();
        folders.touch(folder.id(), now);
        ContentEntity held = rows.keep(content);
        FileName free = settle(folder, name, conflict);
        FileEntity row = rows.named(folder.id(), free.value()).orElse(null);
        if (row == null) {
            row = newFile(folder, free, held, times, now);
            trees.charge(folder.owner(), held.size);
        } else {
            long before = row.charged();
            row.created = times.createdOr(row.isAlive() ? row.created : now);
            row.modified = times.modifiedOr(now);
            row.deleted = null;
            if (!row.current.content.sha256.equals(held.sha256)) {
                row.current = rows.addRevision(row.id, held, now);
                rows.noteReplaced(row.id, row.current.id, now);
            }
            trees.charge(folder.owner(), held.size - before);
        }
        return new LocatedFile(row.file(), folder);
    }

    /**
     * Puts a file into the trash: it keeps its id for the day its name comes back.
     *
     * @throws MovedMeanwhile if it is not where it was found
     */
    @Transactional
    void delete(LocatedFile located) {
        trees.lock(located.file().owner());
        FileEntity row = lockedRow(located);
        Instant now = clock.instant();
        folders.touch(row.folder, now);
        trees.charge(located.file().owner(), -row.charged());
        row.deleted = now;
    }

    /**
     * Gives a file another name, another folder, or both. A file that has that name is replaced, and its revisions
     * become older revisions of this one.
     *
     * @throws MovedMeanwhile if it is not where it was found
     */
    @Transactional
    Moved move(LocatedFile located, Lineage target, FileName name, Conflict conflict) {
        trees.lock(located.file().owner(), target.owner());
        FileEntity row = lockedRow(located);
        if (row.folder == target.id() && row.name.equals(name.value())) {
            return new Moved(new LocatedFile(row.file(), target), Optional.empty());
        }
        Instant now = clock.instant();
        folders.touch(row.folder, now);
        folders.touch(target.id(), now);
        Optional<Long> replaced = makeRoom(row, target, name, conflict, now);
        if (row.owner != target.owner().value()) {
            trees.charge(target.owner(), row.charged());
            trees.charge(located.file().owner(), -row.charged());
            row.owner = target.owner().value();
        }
        row.folder = target.id();
        row.name = name.value();
        return new Moved(new LocatedFile(row.file(), target), replaced);
    }

    @Override
    @Transactional
    public boolean isAnyIn(long folder) {
        return rows.isAnyIn(folder);
    }

    @Override
    @Transactional
    public Map<Long, List<Metadata>> list(Map<Long, String> paths, boolean deletedToo, Standing standing) {
        Map<Long, List<Metadata>> listed = new HashMap<>();
        for (FileEntity row : rows.in(paths.keySet(), deletedToo)) {
            String folder = paths.getOrDefault(row.folder, "/");
            String path = folder.endsWith("/") ? folder + row.name : folder + "/" + row.name;
            listed.computeIfAbsent(row.folder, _ -> new ArrayList<>()).add(FileMetadata.of(row.file(), standing, path));
        }
        return listed;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public Deleted deleteIn(List<Long> folderIds, Instant now) {
        return rows.deleteIn(folderIds, now);
    }

    @Override
    @Transactional
    public Set<String> unreferenced(Collection<String> sha256) {
        Set<String> unreferenced = new HashSet<>(sha256);
        unreferenced.removeAll(rows.referenced(sha256));
        return unreferenced;
    }

    private FileName settle(Lineage folder, FileName name, Conflict conflict) {
        boolean isTaken = rows.named(folder.id(), name.value())
                .filter(FileEntity::isAlive)
                .isPresent();
        if (!isTaken) {
            return name;
        }
        return switch (conflict) {
            case REPLACE -> name;
            case NUMBER -> {
                NumberedName numbered = new NumberedName(name);
                yield numbered.free(rows.names(folder.id(), numbered.start()));
            }
            case REFUSE -> throw ApiError.ACCESS_DENIED.exception();
        };
    }

    private FileEntity newFile(Lineage folder, FileName name, ContentEntity held, FileTimes times, Instant now) {
        FileEntity row = new FileEntity();
        row.id = rows.nextId();
        row.owner = folder.owner().value();
        row.folder = folder.id();
        row.name = name.value();
        row.created = times.createdOr(now);
        row.modified = times.modifiedOr(now);
        row.current = rows.addRevision(row.id, held, now);
        rows.persist(row);
        return row;
    }

    private Optional<Long> makeRoom(FileEntity row, Lineage target, FileName name, Conflict conflict, Instant now) {
        FileEntity other = rows.named(target.id(), name.value()).orElse(null);
        if (other == null) {
            return Optional.empty();
        }
        boolean isSeen = other.isAlive();
        ApiError.ACCESS_DENIED.when(isSeen && conflict == Conflict.REFUSE);
        trees.charge(target.owner(), -other.charged());
        rows.merge(other, row.id);
        rows.noteReplaced(row.id, row.current.id, now);
        return isSeen ? Optional.of(other.id) : Optional.empty();
    }

    /** The row of a file whose tree is locked; {@link MovedMeanwhile} if it is there, but not where it was found. */
    private FileEntity lockedRow(LocatedFile located) {
        StoredFile file = located.file();
        FileEntity row = rows.alive(file.id()).orElseThrow(ApiError.FILE_NOT_FOUND::exception);
        if (row.owner != file.owner().value() || row.folder != file.folder()) {
            throw new MovedMeanwhile();
        }
        return row;
    }
}
