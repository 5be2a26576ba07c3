package dev.latchkey.file.blob;

import dev.latchkey.protocol.error.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps content once, under its SHA-256. An implementer owes:
 *
 * <ul>
 *   <li>{@code store} returns only when the bytes would survive a power cut, and a blob is never visible before it is
 *       whole;
 *   <li>whatever goes wrong, nothing of the failed upload can be seen, and what it left goes with the next sweep;
 *   <li>equal content, stored at the same time or later, is one blob;
 *   <li>a blob stays for a grace time after it was stored (again), so that the caller can write the row that refers to
 *       it.
 * </ul>
 *
 * <p>A failure of the reading side comes out as the {@link IOException} the stream threw; a failure of the writing
 * side, a full disk included, as the {@link ApiException} 5001 whose detail tells the log which it was.
 */
public interface ContentStore {

    /** Reads the stream to its end and keeps what it held. The stream is not closed. */
    Blob store(InputStream bytes) throws IOException;

    /**
     * Reads exactly the announced number of bytes and keeps them; what follows them in the stream is not read.
     *
     * @throws UploadCut if the stream ends before the announced length
     */
    Blob store(InputStream bytes, long expectedLength) throws IOException;

    /**
     * The file that holds the blob, for reading only; empty if there is no such blob.
     *
     * @param sha256 64 lower-case hex digits; anything else is a blob that does not exist
     */
    Optional<Path> path(String sha256);
}
