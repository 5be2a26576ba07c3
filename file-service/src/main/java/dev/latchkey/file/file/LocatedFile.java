package dev.latchkey.file.file;

import dev.latchkey.file.folder.Lineage;

/**
 * A file and where it lies.
 *
 * @param file the file
 * @param folder its folder
 */
public record LocatedFile(StoredFile file, Lineage folder) {

    /** Its absolute path in its owner's tree. */
    public String path() {
        return folder.pathOf(file.name());
    }
}
