package dev.latchkey.file.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Looks into a file, every time it is asked. */
interface Probe {

    /**
     * What is in the file; empty if neither sound nor picture.
     *
     * @throws IOException if that could not be found out in time
     */
    Optional<MediaFacts> look(Path file) throws IOException, InterruptedException;
}
