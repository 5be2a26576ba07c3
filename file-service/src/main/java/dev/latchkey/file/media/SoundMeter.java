package dev.latchkey.file.media;

import java.io.IOException;
import java.nio.file.Path;

/** Counts the samples of a file by decoding all of them. */
interface SoundMeter {

    /**
     * What is really there; {@link Sound#NONE} if nothing can be decoded.
     *
     * @throws IOException if that could not be found out in time
     */
    Sound measure(Path file) throws IOException, InterruptedException;
}
