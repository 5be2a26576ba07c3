package dev.latchkey.file.download;

import java.io.IOException;

/** The bytes of an answer. Belongs to the event loop of its connection. */
interface Body {

    /**
     * Sends a part, in the cheapest way there is. The head of the response is set when it is called, and not yet
     * written.
     *
     * @param first  where to begin
     * @param length how many bytes, at least one
     */
    default void send(Download download, long first, long length) {
        Pump.send(download, this, first, first + length);
    }

    /**
     * Opens the bytes from first to before end.
     *
     * @param news to be called on the event loop, later, whenever more can be read or never will be
     * @throws IOException if they cannot be had
     */
    ByteSource open(long first, long end, Runnable news) throws IOException;

    /** Answers something else, on a response as it was at first, as they cannot be had. */
    void unavailable();
}
