package dev.latchkey.file.folder;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.FileName;
import dev.latchkey.protocol.value.FilePath;
import dev.latchkey.protocol.value.FolderId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The folders of all accounts. Rights are the caller's business: ask {@link dev.latchkey.file.access.Standings} with the lineage. */
@ApplicationScoped
public final class Folders {

    /**
     * How deep folders may nest. A recursive listing nests two JSON structures per level, and common JSON readers stop at 1,000.
     */
    static final int MAX_DEPTH = 250;

    private final FolderRepository rows;
    private final Trees trees;
    private final FolderFiles files;
    private final Clock clock;

    Folders(FolderRepository rows, Trees trees, FolderFiles files, Clock clock) {
        this.rows = rows;
        this.trees = trees;
        this.files = files;
        this.clock = clock;
    }

    /**
     * A folder that may have been made just now.
     *
     * @param lineage the folder
     * @param isNew whether this call made it
     */
    record Made(Lineage lineage, boolean isNew) {}

    /**
     * What went into the trash.
     *
     * @param files files
     * @param folders folders, the one that was asked for included
     */
    record Deleted(long files, long folders) {}

    /** A folder by its id, where 0 is the caller's root; {@link ApiError#FOLDER_NOT_FOUND} if it is not there or deleted. */
    @Transactional
    public Lineage open(Caller caller, FolderId id) {
        if (id.value() == 0) {
            return root(caller);
        }
        return rows.lineage(id.value())
                .filter(lineage -> !lineage.folder().isDeleted())
                .orElseThrow(ApiError.FOLDER_NOT_FOUND::exception);
    }

    /** A folder by its path in the caller's tree; {@link ApiError#FOLDER_NOT_FOUND} if any part of it is not there. */
    @Transactional
    public Lineage open(Caller caller, FilePath path) {
        return find(caller, path).orElseThrow(ApiError.FOLDER_NOT_FOUND::exception);
    }

    /** A folder by id, else by path; {@link ApiError#NO_PATH_OR_FOLDERID} with neither. */
    @Transactional
    public Lineage open(Caller caller, Optional<FolderId> id, Optional<FilePath> path) {
        if (id.isPresent()) {
            return open(caller, id.get());
        }
        return open(caller, path.orElseThrow(ApiError.NO_PATH_OR_FOLDERID::exception));
    }

    /** The folder a path leads into; {@link ApiError#PARENT_NOT_FOUND} if any part of it is not there. */
    @Transactional
    public Lineage openParent(Caller caller, FilePath path) {
        return find(caller, path.parent()).orElseThrow(ApiError.PARENT_NOT_FOUND::exception);
    }

    /** The caller's root. */
    @Transactional
    public Lineage root(Caller caller) {
        return open(caller, new FilePath("/"));
    }

    /** A folder by its path in the caller's tree, if it is there. */
    @Transactional
    public Optional<Lineage> find(Caller caller, FilePath path) {
        Optional<Lineage> found = find(caller.account(), path);
        if (found.isEmpty()) {
            trees.open(caller);
            return find(caller.account(), path);
        }
        return found;
    }

    /** A folder by its path in the account's tree, if it is there; an account that never called has not even a root. */
    @Transactional
    public Optional<Lineage> find(AccountId account, FilePath path) {
        List<String> names = path.components().stream().map(FileName::value).toList();
        List<Folder> found = rows.walk(account.value(), names);
        return found.size() == names.size() + 1 ? Optional.of(new Lineage(found)) : Optional.empty();
    }

    /** A folder by its real id, deleted or not. */
    @Transactional
    public Optional<Lineage> lineage(long id) {
        return rows.lineage(id);
    }

    /** The folders below one, those nearer first. */
    @Transactional
    List<Folder> below(long folder, boolean recursive, boolean deletedToo) {
        return rows.below(folder, recursive, deletedToo);
    }

    /** Makes a folder, unless there is one of that name. */
    @Transactional
    Made ensure(Lineage parent, FileName name) {
        trees.lock(parent.owner());
        Optional<FolderEntity> existing = rows.named(parent.id(), name.value());
        if (existing.isPresent()) {
            return new Made(parent.child(existing.get().folder()), false);
        }
        ApiError.INVALID_PATH.when(parent.depth() >= MAX_DEPTH);
        Instant now = clock.instant();
        touch(parent.id(), now);
        FolderEntity folder = new FolderEntity();
        folder.owner = parent.owner().value();
        folder.parent = parent.id();
        folder.name = name.value();
        folder.created = now;
        folder.modified = now;
        rows.persist(folder);
        return new Made(parent.child(folder.folder()), true);
    }

    /** Puts an empty folder into the trash; {@link ApiError#FOLDER_NOT_EMPTY} if it is not. */
    @Transactional
    void delete(Lineage lineage) {
        Instant now = lockForDelete(lineage);
        ApiError.FOLDER_NOT_EMPTY.when(rows.hasFolders(lineage.id()) || files.isAnyIn(lineage.id()));
        ApiError.FOLDER_NOT_FOUND.when(rows.deleteTree(lineage.id(), now).isEmpty());
    }

    /** Puts a folder with all that is in it into the trash. */
    @Transactional
    Deleted deleteTree(Lineage lineage) {
        Instant now = lockForDelete(lineage);
        List<Long> folders = rows.deleteTree(lineage.id(), now);
        ApiError.FOLDER_NOT_FOUND.when(folders.isEmpty());
        FolderFiles.Deleted deleted = files.deleteIn(folders, now);
        trees.charge(lineage.owner(), -deleted.bytes());
        return new Deleted(deleted.count(), folders.size());
    }

    /**
     * Notes a change of what is in a folder of a locked tree; {@link ApiError#FOLDER_NOT_FOUND} if it has been deleted meanwhile.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void touch(long folder, Instant now) {
        int touched = rows.update("modified = ?1 where id = ?2 and deleted is null", now, folder);
        ApiError.FOLDER_NOT_FOUND.when(touched == 0);
    }

    private Instant lockForDelete(Lineage lineage) {
        long parent = lineage.folder().parent().orElseThrow(ApiError.ROOT_CANNOT_BE_DELETED::exception);
        trees.lock(lineage.owner());
        Instant now = clock.instant();
        touch(parent, now);
        return now;
    }
}
