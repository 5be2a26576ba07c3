package dev.latchkey.file.blob;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Content on its way into a store or out of it: written to a temporary file, hashed on the way, and forced to disk. So
 * much and no more may lie here at once: that fails one upload, where a full disk would fail everybody's.
 */
final class Staging {

    private static final int BUFFER = 128 * 1024;

    private final Path directory;
    private final long capacity;
    private final AtomicLong used = new AtomicLong();

    /**
     * @param directory is made if missing
     * @param capacity  how many bytes may lie there at once
     */
    Staging(Path directory, long capacity) throws IOException {
        this.directory = directory;
        this.capacity = capacity;
        Files.createDirectories(directory);
    }

    /** A temporary file with all that was read. It goes when this is closed, unless it was moved away. */
    record Staged(Path file, Blob blob, Runnable end) implements AutoCloseable {

        @Override
        public void close() {
            end.run();
        }
    }

    /** Reads the stream to its end. */
    Staged receive(InputStream bytes) throws IOException {
        return receive(bytes, Long.MAX_VALUE, false);
    }

    /**
     * Reads so many bytes and no more.
     *
     * @throws UploadCut if the stream ends before
     */
    Staged receive(InputStream bytes, long length) throws IOException {
        return receive(bytes, length, true);
    }

    /** Whether something could be written now. */
    boolean isWritable() {
        return Files.isWritable(directory);
    }

    private Staged receive(InputStream bytes, long limit, boolean exact) throws IOException {
        Path file = directory.resolve(UUID.randomUUID() + ".part");
        AtomicLong taken = new AtomicLong();
        Runnable end = () -> {
            deleteQuietly(file);
            used.addAndGet(-taken.getAndSet(0));
        };
        try {
            Blob blob = write(bytes, limit, file, taken);
            if (exact && blob.size() < limit) {
                throw new UploadCut(limit, blob.size());
            }
            return new Staged(file, blob, end);
        } catch (IOException | RuntimeException e) {
            end.run();
            throw e;
        }
    }

    private Blob write(InputStream bytes, long limit, Path temporary, AtomicLong taken) throws IOException {
        try (FileChannel file = open(temporary)) {
            ContentHashes hashes = new ContentHashes();
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            while (size < limit) {
                int count = bytes.read(buffer, 0, (int) Math.min(buffer.length, limit - size));
                if (count < 0) {
                    break;
                }
                hashes.update(buffer, count);
                take(count, taken);
                append(file, ByteBuffer.wrap(buffer, 0, count));
                size += count;
            }
            force(file);
            return hashes.blob(size);
        }
    }

    private void take(int count, AtomicLong taken) {
        taken.addAndGet(count);
        if (used.addAndGet(count) > capacity) {
            throw failure(new IOException("more than " + capacity + " bytes are on their way"));
        }
    }

    private static FileChannel open(Path temporary) {
        try {
            return FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static void append(FileChannel file, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static void force(FileChannel file) {
        try {
            file.force(true);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // The sweep takes it later; what went wrong before is the failure to report.
        }
    }

    /** The writing side has failed. */
    static ApiException failure(Exception cause) {
        return ApiError.UPLOAD_FAILED
                .exception("blob store cannot write: " + cause.getMessage())
                .because(cause);
    }
}
