package dev.latchkey.file.blob;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One lock for every first byte of a blob's name, among the threads of this process and among processes that share the
 * directory. The operating system gives a lock back when its holder dies.
 */
final class BlobLocks implements AutoCloseable {

    private static final int COUNT = 256;
    private static final int HEX = 16;

    private final FileChannel channel;
    private final ReentrantLock[] threads = new ReentrantLock[COUNT];

    /** A lock that is held; closing it gives it back. */
    interface Held extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    BlobLocks(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        for (int i = 0; i < COUNT; i++) {
            threads[i] = new ReentrantLock();
        }
    }

    Held lock(String sha256) throws IOException {
        int index = Integer.parseInt(sha256, 0, 2, HEX);
        ReentrantLock thread = threads[index];
        thread.lock();
        try {
            FileLock process = channel.lock(index, 1, false);
            return () -> {
                try {
                    process.release();
                } finally {
                    thread.unlock();
                }
            };
        } catch (IOException | RuntimeException e) {
            thread.unlock();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
