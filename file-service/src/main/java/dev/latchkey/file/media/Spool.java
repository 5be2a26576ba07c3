package dev.latchkey.file.media;

import dev.latchkey.file.process.Child;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Samples of a source in which no decoder finds its way: decoded from the beginning, and all of them or some kept in a
 * file, where any sample is found by arithmetic. It can be used while it grows; who does is told if it stops growing early.
 */
final class Spool {

    private static final int BUFFER = 256 * 1024;

    private final Path file;
    private final Expected expected;
    private final Decoder decoder;
    private final Turns turns;
    private final Request request;
    private final Thread thread = Thread.ofPlatform().daemon().name("spool").unstarted(this::run);
    private final List<Runnable> broken = new ArrayList<>();
    private long decoded;
    private boolean ended;
    private boolean served;
    private @Nullable Child child;
    private @Nullable ApiException refusal;

    /** Starts decoding into samples. */
    interface Decoder {
        Child start() throws IOException;
    }

    /**
     * What decoders of all spools share, apart from encoders, which wait for them.
     *
     * @param pool    lets so many in at once
     * @param starts  the same as that of the encoders: all of them start in the order of coming
     * @param waiting how many may wait for what decoders make
     */
    record Turns(TranscodePool pool, Starts starts, Semaphore waiting) {}

    /**
     * Who wants it.
     *
     * @param client   on whose account it goes
     * @param patience how long it may wait to be let in
     * @param patient  whether there is something to play meanwhile: then everybody else goes first
     */
    record Request(String client, Duration patience, boolean patient) {}

    /**
     * What should come out.
     *
     * @param sampleSize bytes of one sample of all channels
     * @param first      sample that is kept
     * @param end        the sample after the last one that is kept; decoding stops there, and if it ends before, silence is kept
     *                   instead of what is missing
     * @param least      if decoding ends before that, at least so many must have come, kept or not; else something went wrong
     */
    record Expected(int sampleSize, long first, long end, long least) {

        /** All samples of a sound, and a second of silence. */
        static Expected all(Sound sound) {
            return part(sound, 0, sound.samples() + sound.sampleRate());
        }

        /** Some samples of a sound, which may turn out a little shorter than it was measured. */
        static Expected part(Sound sound, long first, long end) {
            return new Expected(sound.sampleSize(), first, end, Math.max(1, sound.samples() - sound.sampleRate()));
        }

        /** How many bytes are kept. */
        long size() {
            return (end - first) * sampleSize;
        }
    }

    Spool(Path file, Expected expected, Decoder decoder, Turns turns, Request request) {
        this.file = file;
        this.expected = expected;
        this.decoder = decoder;
        this.turns = turns;
        this.request = request;
    }

    /** Where the samples are. */
    Path file() {
        return file;
    }

    void start() {
        try {
            thread.start();
        } catch (Error e) {
            end();
            throw e;
        }
    }

    /**
     * Waits until so many samples are in the file, or all there are. Who is served first was waited for; from then on the decoder
     * lets others go first.
     *
     * @throws ApiException 5002 if it was not let in, or too many wait
     * @throws IOException  if they will never be there for another reason
     */
    synchronized void await(long samples) throws IOException, InterruptedException {
        if (mayCome(samples)) {
            ApiError.NO_SERVER_AVAILABLE.when(!turns.waiting().tryAcquire());
            try {
                while (mayCome(samples)) {
                    wait();
                }
            } finally {
                turns.waiting().release();
            }
        }
        if (hasFailed()) {
            if (refusal != null) {
                throw refusal.error().exception();
            }
            throw new IOException("decoding stopped after " + decoded + " bytes");
        }
        if (!served && child != null) {
            child.stepBack();
        }
        served = true;
    }

    private boolean mayCome(long samples) {
        return !ended && inFile() < samples * expected.sampleSize();
    }

    /** Whether it ended before all was there: then it is of no more use. */
    synchronized boolean hasFailed() {
        return ended && !isWhole();
    }

    /** Whether all is there. */
    synchronized boolean isWhole() {
        return decoded >= expected.end() * expected.sampleSize();
    }

    /** Has it told once, from any thread, if not all will come; at once if that is known. */
    void whenBroken(Runnable listener) {
        synchronized (this) {
            broken.add(listener);
        }
        tellIfBroken();
    }

    private void tellIfBroken() {
        List<Runnable> listeners;
        synchronized (this) {
            if (!ended) {
                return;
            }
            listeners = isWhole() ? List.of() : List.copyOf(broken);
            broken.clear();
        }
        listeners.forEach(Runnable::run);
    }

    /**
     * Nobody wants it at the moment: it does nothing until it is told to {@linkplain #goOn go on} or stopped.
     *
     * @return false if it cannot, or has ended
     */
    synchronized boolean pause() {
        return !ended && !isWhole() && child != null && child.pause();
    }

    /** Ends a pause. */
    synchronized void goOn() {
        if (child != null) {
            child.goOn();
        }
    }

    /** Stops it if it still runs, and removes the file; nobody may wait any more. */
    void stop() {
        synchronized (this) {
            ended = true;
            if (child != null) {
                child.kill();
            }
            notifyAll();
        }
        thread.interrupt();
        tellIfBroken();
        delete();
    }

    private void run() {
        try {
            turns.pool().acquire(request.client(), request.patience());
            try {
                decode();
            } finally {
                turns.pool().release();
            }
        } catch (ApiException e) {
            refuse(e);
        } catch (IOException | InterruptedException _) {
            // whoever waits is told
        } finally {
            end();
        }
    }

    private void decode() throws IOException, InterruptedException {
        try (Starts.Start starting = turns.starts().begin();
                Child decoding = decoder.start();
                FileChannel channel = open(decoding)) {
            copy(decoding.output(), channel, starting);
            if (!isWhole() && !Ffmpeg.wasStopped(decoding.exit()) && isEnough()) {
                fillWithSilence(channel);
            }
        }
    }

    private void fillWithSilence(FileChannel channel) throws IOException {
        channel.write(ByteBuffer.allocate(1), expected.size() - 1);
        grown(expected.end() * expected.sampleSize());
    }

    /** How many bytes of what was decoded are kept. */
    private long inFile() {
        long first = expected.first() * expected.sampleSize();
        return Math.clamp(decoded, first, expected.end() * expected.sampleSize()) - first;
    }

    /** An ffmpeg that finds no file or no memory ends by itself, too. */
    private synchronized boolean isEnough() {
        return decoded >= expected.least() * expected.sampleSize();
    }

    private synchronized FileChannel open(Child decoding) throws IOException {
        if (ended) {
            throw new IOException("nobody waits any more");
        }
        child = decoding;
        if (request.patient()) {
            decoding.stepBack();
        }
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private synchronized void refuse(ApiException why) {
        refusal = why;
    }

    private void end() {
        if (isOfNoUse()) {
            delete();
        }
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        tellIfBroken();
    }

    private synchronized boolean isOfNoUse() {
        return ended || !isWhole();
    }

    private void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // the next start clears the directory
        }
    }

    private void copy(InputStream samples, FileChannel channel, Starts.Start starting) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long position = 0;
        while (!isWhole()) {
            int count = samples.read(buffer);
            if (count < 0) {
                break;
            }
            ByteBuffer piece = kept(buffer, count, position);
            while (piece.hasRemaining()) {
                channel.write(piece);
            }
            starting.close();
            position += count;
            grown(position);
        }
    }

    private synchronized void grown(long position) {
        decoded = position;
        notifyAll();
    }

    /** What is to be kept of a piece that begins at this byte of all. */
    private ByteBuffer kept(byte[] piece, int count, long position) {
        int from = Math.clamp(expected.first() * expected.sampleSize() - position, 0, count);
        int to = Math.clamp(expected.end() * expected.sampleSize() - position, from, count);
        return ByteBuffer.wrap(piece, from, to - from);
    }
}
