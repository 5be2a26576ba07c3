package dev.latchkey.file.media;

import java.io.IOException;
import java.nio.file.Path;

/** The file that is measured and encoded. It may have to be brought here first, and may go when nobody uses it. */
@FunctionalInterface
public interface Original {

    /**
     * The file, now. May wait for it, so never asked on an event loop.
     *
     * @throws IOException if it is not there and does not come
     */
    Path file() throws IOException;
}
