package dev.latchkey.file.media;

import dev.latchkey.file.process.Child;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The samples of a source in which no decoder finds its way, decoded once from the beginning into a file, where any
 * sample is found by arithmetic. It can be used while it grows.
 */
final class Spool {

    private static final int BUFFER = 256 * 1024;

    private final Path file;
    private final int sampleSize;
    private final Decoder decoder;
    private final Thread thread = Thread.ofPlatform().daemon().name("spool").unstarted(this::run);
    private long bytes;
    private boolean ended;
    private boolean complete;
    private @Nullable Child child;

    /** Starts decoding into samples. */
    interface Decoder {
        Child start() throws IOException;
    }

    /** @param sampleSize bytes of one sample of all channels */
    Spool(Path file, int sampleSize, Decoder decoder) {
        this.file = file;
        this.sampleSize = sampleSize;
        this.decoder = decoder;
    }

    void start() {
        try {
            thread.start();
        } catch (Error e) {
            end(false);
            throw e;
        }
    }

    /**
     * Waits until so many samples are there, or all there are.
     *
     * @throws IOException if they will never be
     */
    synchronized void await(long samples) throws IOException, InterruptedException {
        while (!ended && bytes < samples * sampleSize) {
            wait();
        }
        if (!complete && bytes < samples * sampleSize) {
            throw new IOException("decoding stopped after " + bytes + " bytes");
        }
    }

    /** Whether all that can be decoded is there, and it is so many samples. */
    synchronized boolean has(long samples) {
        return complete && bytes == samples * sampleSize;
    }

    /** Stops it if it still runs, and removes the file; nobody may wait any more. */
    void stop() {
        synchronized (this) {
            ended = true;
            delete();
            if (child != null) {
                child.kill();
            }
            notifyAll();
        }
        thread.interrupt();
    }

    private void run() {
        boolean whole = false;
        try (Child decoding = decoder.start()) {
            whole = decode(decoding);
        } catch (IOException | InterruptedException _) {
            // whoever waits is told
        } finally {
            end(whole);
        }
    }

    private boolean decode(Child decoding) throws IOException, InterruptedException {
        FileChannel channel;
        synchronized (this) {
            if (ended) {
                return false;
            }
            child = decoding;
            channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
        try (channel) {
            copy(decoding.output(), channel);
            return !Ffmpeg.wasStopped(decoding.exit());
        }
    }

    private synchronized void end(boolean whole) {
        complete = !ended && whole;
        ended = true;
        notifyAll();
        if (!complete) {
            delete();
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // the next start clears the directory
        }
    }

    private void copy(InputStream samples, FileChannel channel) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = samples.read(buffer); count >= 0; count = samples.read(buffer)) {
            ByteBuffer piece = ByteBuffer.wrap(buffer, 0, count);
            while (piece.hasRemaining()) {
                channel.write(piece);
            }
            synchronized (this) {
                bytes += count;
                notifyAll();
            }
        }
    }
}
