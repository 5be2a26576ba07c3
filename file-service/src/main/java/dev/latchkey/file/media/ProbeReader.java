package dev.latchkey.file.media;

import java.util.Optional;

/** Reads what a probing program says about a file. */
interface ProbeReader {

    /** The facts, or empty if it says that there is neither sound nor picture. */
    Optional<MediaFacts> read(String report);
}
