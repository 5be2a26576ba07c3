package dev.latchkey.file.folder;

import dev.latchkey.protocol.value.AccountId;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder with all the folders it lies in: what its path and the rights in it follow from.
 *
 * @param folders from the root down to the folder itself; at least the root
 */
public record Lineage(List<Folder> folders) {

    public Lineage {
        folders = List.copyOf(folders);
    }

    /** The folder itself. */
    public Folder folder() {
        return folders.getLast();
    }

    /** The folder's real id. */
    public long id() {
        return folder().id();
    }

    /** Whose tree it is. */
    public AccountId owner() {
        return folder().owner();
    }

    /** The real ids, the root's first. */
    public List<Long> ids() {
        return folders.stream().map(Folder::id).toList();
    }

    /** How many folders it lies in; 0 for a root. */
    public int depth() {
        return folders.size() - 1;
    }

    /** The absolute path in the owner's tree. */
    public String path() {
        StringBuilder path = new StringBuilder();
        folders.stream().skip(1).forEach(folder -> path.append('/').append(folder.name()));
        return path.isEmpty() ? "/" : path.toString();
    }

    /** The absolute path of something in this folder. */
    public String pathOf(String name) {
        return join(path(), name);
    }

    /** The lineage of a folder in this one. */
    public Lineage child(Folder child) {
        List<Folder> longer = new ArrayList<>(folders);
        longer.add(child);
        return new Lineage(longer);
    }

    static String join(String path, String name) {
        return path.endsWith("/") ? path + name : path + "/" + name;
    }
}
