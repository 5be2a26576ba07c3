package dev.latchkey.file.media;

import dev.latchkey.file.blob.Blob;
import java.util.Optional;

/**
 * Finds out what a file sounds and looks like. Equal content is looked at once; an answer takes bounded time whatever
 * the file holds.
 */
public interface MediaProbe {

    /**
     * The facts of the given content, or empty if it is no audio, video or picture, cannot be read as one, or could not
     * be looked at in time. Never throws for what the content holds.
     *
     * @param fileName decides whether looking is worth it at all; a text file is not probed
     */
    Optional<MediaFacts> facts(Blob blob, String fileName);

    /**
     * Whether content that says it has sound was found to have none that can be decoded. What was not measured yet is
     * taken at its word.
     */
    boolean isSilent(Blob blob);
}
