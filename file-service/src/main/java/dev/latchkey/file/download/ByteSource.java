package dev.latchkey.file.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Bytes that can be read at any position, some of which may still be to come. */
interface ByteSource {

    /** How far can be read now, without waiting, from this position on; the position itself if nothing can. */
    long readableUntil(long position);

    /** Reads what is there at the position; -1 if nothing is. */
    int read(ByteBuffer into, long position) throws IOException;

    /** Why what cannot be read now will never be, if that is so. */
    Optional<Refusal> failure();

    /** Called once when nobody will read any more. */
    void close();
}
