package dev.latchkey.file.folder;

import dev.latchkey.file.access.Standing;
import dev.latchkey.protocol.remote.Metadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws a folder with what is in it: two queries, however many folders. */
@ApplicationScoped
final class Listings {

    private final Folders folders;
    private final FolderFiles files;

    Listings(Folders folders, FolderFiles files) {
        this.folders = folders;
        this.files = files;
    }

    /**
     * What the caller wants to see.
     *
     * @param isRecursive contents of all folders below
     * @param isWithDeleted what lies in the trash, too
     * @param isWithoutFiles folders only
     * @param isWithoutShares only what is the caller's own
     */
    record Wish(boolean isRecursive, boolean isWithDeleted, boolean isWithoutFiles, boolean isWithoutShares) {}

    private record Level(Folder folder, String path) {}

    /** The folder with its contents: folders first, each kind ordered by name. Paths are absolute, at every level. */
    @Transactional
    Metadata of(Lineage top, Standing standing, Wish wish) {
        Metadata shell = FolderMetadata.of(top, standing);
        if (wish.isWithoutShares() && !standing.isOwn()) {
            return shell.withContents(List.of());
        }
        Map<Long, List<Level>> children = new HashMap<>();
        Map<Long, String> paths = new LinkedHashMap<>();
        paths.put(top.id(), top.path());
        for (Folder folder : folders.below(top.id(), wish.isRecursive(), wish.isWithDeleted())) {
            long parent = folder.parent().orElseThrow();
            String path = Lineage.join(paths.getOrDefault(parent, "/"), folder.name());
            children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(new Level(folder, path));
            if (wish.isRecursive()) {
                paths.put(folder.id(), path);
            }
        }
        Map<Long, List<Metadata>> filesOf =
                wish.isWithoutFiles() ? Map.of() : files.list(paths, wish.isWithDeleted(), standing);
        return shell.withContents(contents(top.id(), children, filesOf, standing, wish));
    }

    private static List<Metadata> contents(
            long folder,
            Map<Long, List<Level>> children,
            Map<Long, List<Metadata>> filesOf,
            Standing standing,
            Wish wish) {
        List<Metadata> contents = new ArrayList<>();
        for (Level child : children.getOrDefault(folder, List.of())) {
            Metadata shell = FolderMetadata.of(child.folder(), standing, child.path());
            contents.add(
                    wish.isRecursive()
                            ? shell.withContents(contents(child.folder().id(), children, filesOf, standing, wish))
                            : shell);
        }
        contents.addAll(filesOf.getOrDefault(folder, List.of()));
        return contents;
    }
}
