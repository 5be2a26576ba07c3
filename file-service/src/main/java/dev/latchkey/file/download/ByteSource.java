package dev.latchkey.file.download;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes that can be read at any position, some of which may still be to come. */
interface ByteSource {

    /** Whether more can come, has come to its end, or has broken off. */
    enum State {
        MORE_TO_COME,
        COMPLETE,
        BROKEN
    }

    /** Ask before the length. */
    State state();

    /** How many bytes can be read now. */
    long length();

    /** Reads what is there at the position; -1 if nothing is. */
    int read(ByteBuffer into, long position) throws IOException;

    /** Called once when nobody will read any more. */
    void close();
}
