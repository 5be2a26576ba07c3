package dev.latchkey.file.file;

import dev.latchkey.file.blob.Blob;
import dev.latchkey.file.media.MediaFacts;
import java.util.Optional;

/**
 * What a file holds.
 *
 * @param blob the bytes, in the store
 * @param sniffed the MIME type that the first bytes give away
 * @param media what the media probe found
 */
public record Content(Blob blob, Optional<String> sniffed, Optional<MediaFacts> media) {

    private static final int HASH_DIGITS = 16;

    /** The dialect's {@code hash}, unsigned: the first 64 bits of the SHA-256. Equal contents, equal hash. */
    long hash() {
        return Long.parseUnsignedLong(blob.sha256().substring(0, HASH_DIGITS), 16);
    }
}
