package dev.latchkey.file.blob;

import dev.latchkey.protocol.error.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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
 *
 * <p>Blobs are named by 64 lower-case hex digits; anything else is a blob that does not exist.
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
     * The file that holds the blob, for reading only; empty if there is none on this machine. Costs one look at the
     * disk, so it is fit for an event loop. The file may go, but not while it is open.
     */
    Optional<Path> path(String sha256);

    /**
     * Where the blob is; what is small is brought here on the occasion. Never waits. Fails if that cannot be found out
     * in time. By default, what is not on this machine is nowhere.
     */
    default CompletionStage<Whereabouts> find(String sha256) {
        return CompletableFuture.completedStage(
                path(sha256).<Whereabouts>map(Whereabouts.Here::new).orElseGet(Whereabouts.Nowhere::new));
    }

    /**
     * The file that holds the blob, brought here first if need be. Waits for that, so never on an event loop. By default,
     * there is nowhere it could be brought from.
     *
     * @throws NoSuchFileException if there is no such blob
     * @throws IOException if it cannot be brought here
     */
    default Path fetch(String sha256) throws IOException {
        return path(sha256).orElseThrow(() -> new NoSuchFileException(sha256));
    }
}
