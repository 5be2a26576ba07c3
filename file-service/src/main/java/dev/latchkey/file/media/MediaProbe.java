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
     * be looked at in time; then it is looked for again later, and {@link LateFacts} told. Never throws for what the content holds.
     *
     * @param fileName decides whether looking is worth it at all; a text file is not probed
     */
    Optional<MediaFacts> facts(Blob blob, String fileName);

    /**
     * Whether content has sound, as far as that is known: if the facts say so, or, where there are none because it could
     * not be looked at in time, its type, and measuring has found none to be missing.
     *
     * @param facts found when it came in
     */
    boolean hasSound(Blob blob, Optional<MediaFacts> facts, String contentType);
}
