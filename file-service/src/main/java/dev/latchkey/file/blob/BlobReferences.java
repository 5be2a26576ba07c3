package dev.latchkey.file.blob;

import java.util.Collection;
import java.util.Set;

/** Who still needs a blob: asked by the sweep before it removes anything. */
public interface BlobReferences {

    /**
     * Those of the given blobs that no file and no revision refers to. A failure to find out is thrown, never answered
     * with a blob that might be needed.
     *
     * @param sha256 names of blobs; at most 500 a call
     */
    Set<String> unreferenced(Collection<String> sha256);
}
