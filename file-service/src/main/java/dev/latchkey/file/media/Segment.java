package dev.latchkey.file.media;

import dev.latchkey.protocol.error.ApiError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A part of an MP3 while it is made, or when it is there: written by one encoder, read by any number of listeners, each
 * at its own pace. When the last one leaves before it is finished, the encoder rests, and is stopped if nobody comes back.
 */
final class Segment {

    private static final int COMPARED = 64 * 1024;

    private final Set<Runnable> listeners = new HashSet<>();
    private final Maker maker;
    private State state = State.WAITING;
    private long origin;
    private long length;
    private boolean resting;
    private int rests;
    private boolean abandoned;
    private @Nullable ApiError failure;
    private @Nullable FileChannel channel;

    /** How far it has come. */
    enum State {
        /** No byte yet. */
        WAITING,
        /** There are bytes, and more to come. */
        GROWING,
        /** All bytes are there. */
        FINISHED,
        /** There will be no more bytes, and those there are are not all. */
        FAILED
    }

    /** Who makes it. Called from any thread; must not block, and not call back before it returns. */
    interface Maker {

        /**
         * The last listener has left, and there is something of it. Until it {@linkplain #goOn goes on} it shall do as little as
         * can be.
         *
         * @param end to be called when it has waited for long enough; tells whether that ended it, or somebody had come
         * @return false if it does not wait
         */
        boolean rest(BooleanSupplier end);

        /** It rests: others may want its place. Called without a lock; what they want may be done here. */
        void settle();

        /** Somebody listens again, or it was all there already: ends a rest. */
        void goOn();

        /** Nobody wants it any more. */
        void stop();
    }

    /** What is there already. */
    private static final Maker NOBODY = new Maker() {
        @Override
        public boolean rest(BooleanSupplier end) {
            return false;
        }

        @Override
        public void settle() {
            // there was no rest
        }

        @Override
        public void goOn() {
            // there was no rest
        }

        @Override
        public void stop() {
            // there is nothing to stop
        }
    };

    Segment(Maker maker) {
        this.maker = maker;
    }

    /**
     * One that is kept in a file.
     *
     * @param bytes  closed when the last listener leaves
     * @param origin where it begins in there
     */
    static Segment kept(FileChannel bytes, long origin, long length) {
        Segment segment = new Segment(NOBODY);
        segment.open(bytes, origin);
        segment.length = length;
        segment.state = State.FINISHED;
        return segment;
    }

    /** How far it has come. Ask before the length: what is finished grows no more. */
    synchronized State state() {
        return state;
    }

    /** How many bytes can be read now. */
    synchronized long length() {
        return length;
    }

    /** What to tell the caller once it has failed. */
    synchronized Optional<ApiError> failure() {
        return Optional.ofNullable(failure);
    }

    /** Reads what is there at the position; -1 if nothing is. For listeners that have not left. */
    int read(ByteBuffer into, long position) throws IOException {
        FileChannel source;
        long available;
        long begin;
        synchronized (this) {
            source = channel;
            available = length - position;
            begin = origin + position;
        }
        if (source == null || available <= 0) {
            return -1;
        }
        int limit = into.limit();
        into.limit((int) Math.min(limit, into.position() + available));
        try {
            return source.read(into, begin);
        } finally {
            into.limit(limit);
        }
    }

    /**
     * Compares all of it with the end of a file. For listeners that have not left.
     *
     * @param size how many bytes that are
     * @return the first byte that differs; -1 if none does
     */
    long mismatch(Path file, long size) throws IOException {
        ByteBuffer mine = ByteBuffer.allocate(COMPARED);
        ByteBuffer other = ByteBuffer.allocate(COMPARED);
        try (FileChannel bytes = FileChannel.open(file, StandardOpenOption.READ)) {
            long begin = bytes.size() - size;
            for (long position = 0; position < size; position += mine.limit()) {
                fill(mine, position, size, this::read);
                fill(other, begin + position, begin + size, bytes::read);
                int differing = mine.mismatch(other);
                if (differing >= 0) {
                    return position + differing;
                }
            }
            return -1;
        }
    }

    private interface Reader {
        int read(ByteBuffer into, long position) throws IOException;
    }

    private static void fill(ByteBuffer into, long position, long end, Reader reader) throws IOException {
        into.clear().limit((int) Math.min(into.capacity(), end - position));
        while (into.hasRemaining()) {
            if (reader.read(into, position + into.position()) <= 0) {
                throw new IOException("it is gone");
            }
        }
        into.flip();
    }

    /** A listener goes; harmless if it went before. */
    void leave(Runnable listener) {
        boolean rests;
        synchronized (this) {
            if (!listeners.remove(listener) || !listeners.isEmpty()) {
                return;
            }
            abandoned = true;
            if (isEnded()) {
                closeChannel();
                return;
            }
            rests = state == State.GROWING && rest();
        }
        if (rests) {
            maker.settle();
        } else {
            maker.stop();
        }
    }

    private boolean rest() {
        int number = ++rests;
        resting = maker.rest(() -> abandon(number));
        abandoned = !resting;
        return resting;
    }

    /** Nobody came back to that rest. */
    private boolean abandon(int rest) {
        synchronized (this) {
            if (!resting || rest != rests) {
                return false;
            }
            resting = false;
            abandoned = true;
        }
        maker.stop();
        return true;
    }

    /**
     * Adds a listener, which is called from any thread whenever state or length change, and must not block.
     *
     * @return whether it was still possible; if not, the segment is about to vanish and another is needed
     */
    synchronized boolean join(Runnable listener) {
        if (abandoned || !listeners.add(listener)) {
            return false;
        }
        goOn();
        return true;
    }

    private void goOn() {
        if (resting) {
            resting = false;
            maker.goOn();
        }
    }

    /** Stops the making, whoever listens. */
    void stop() {
        maker.stop();
    }

    synchronized boolean isAbandoned() {
        return abandoned;
    }

    /**
     * Says where the bytes will be found.
     *
     * @param bytes closed when nobody reads it any more
     * @param begin where the segment begins in there
     */
    synchronized void open(FileChannel bytes, long begin) {
        channel = bytes;
        origin = begin;
    }

    void grown(long newLength) {
        synchronized (this) {
            length = newLength;
            state = State.GROWING;
        }
        tell();
    }

    /** All bytes are there; who has read them all and leaves now does not stop anything. */
    void finished(long wholeLength) {
        end(State.FINISHED, wholeLength, null);
    }

    /** @return whether there was anything left to come */
    boolean failed(ApiError error) {
        return end(State.FAILED, length(), error);
    }

    private boolean end(State end, long newLength, @Nullable ApiError error) {
        synchronized (this) {
            if (isEnded()) {
                return false;
            }
            state = end;
            length = newLength;
            failure = error;
            if (listeners.isEmpty()) {
                goOn();
                abandoned = true;
                closeChannel();
            }
        }
        tell();
        return true;
    }

    /** Whether no more will come. */
    synchronized boolean isEnded() {
        return state == State.FINISHED || state == State.FAILED;
    }

    private void tell() {
        List<Runnable> audience;
        synchronized (this) {
            audience = List.copyOf(listeners);
        }
        audience.forEach(Runnable::run);
    }

    private void closeChannel() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException _) {
                // it was only read
            }
        }
    }
}
