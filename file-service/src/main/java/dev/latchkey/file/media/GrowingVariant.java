package dev.latchkey.file.media;

import dev.latchkey.protocol.error.ApiError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An MP3 while it is made: written by one transcode, read by any number of listeners, each at its own pace. When the
 * last one leaves before it is finished, nobody needs it and the transcode is stopped.
 */
public final class GrowingVariant {

    private final Set<Runnable> listeners = new HashSet<>();
    private final Runnable stop;
    private State state = State.WAITING;
    private long length;
    private boolean abandoned;
    private @Nullable ApiError failure;
    private @Nullable AudioFormat format;
    private @Nullable FileChannel channel;

    /** How far it has come. */
    public enum State {
        /** No byte yet. */
        WAITING,
        /** There are bytes, and more to come. */
        GROWING,
        /** All bytes are there. */
        FINISHED,
        /** There will be no more bytes, and those there are are not all. */
        FAILED
    }

    /** @param stop called once, from any thread, when the last listener has left an unfinished variant */
    GrowingVariant(Runnable stop) {
        this.stop = stop;
    }

    /** How far it has come. Ask before the length: what is finished grows no more. */
    public synchronized State state() {
        return state;
    }

    /** How many bytes can be read now. */
    public synchronized long length() {
        return length;
    }

    /** What to tell the caller once it has failed. */
    public synchronized Optional<ApiError> failure() {
        return Optional.ofNullable(failure);
    }

    /** Where the frame begins that sounds at the given time; empty while it is waiting. */
    public synchronized Optional<Long> positionOf(Duration time) {
        return Optional.ofNullable(format).filter(_ -> length > 0).map(known -> known.positionOf(time));
    }

    /** Reads what is there at the position; -1 if nothing is. For listeners that have not left. */
    public int read(ByteBuffer into, long position) throws IOException {
        FileChannel source;
        synchronized (this) {
            source = channel;
        }
        return source == null ? -1 : source.read(into, position);
    }

    /** A listener goes; harmless if it went before. */
    public void leave(Runnable listener) {
        boolean lastOfUnfinished;
        synchronized (this) {
            listeners.remove(listener);
            boolean last = listeners.isEmpty();
            lastOfUnfinished = last && !abandoned && !isEnded();
            abandoned |= last;
            if (last && isEnded()) {
                closeChannel();
            }
        }
        if (lastOfUnfinished) {
            stop.run();
        }
    }

    /**
     * Adds a listener, which is called from any thread whenever state or length change, and must not block.
     *
     * @return whether it was still possible; if not, the variant is about to vanish and another is needed
     */
    synchronized boolean join(Runnable listener) {
        return !abandoned && listeners.add(listener);
    }

    synchronized boolean isAbandoned() {
        return abandoned;
    }

    /** The bytes will be found in this channel, which is closed when nobody reads it any more. */
    synchronized void open(FileChannel bytes) {
        channel = bytes;
    }

    synchronized void format(AudioFormat known) {
        format = known;
    }

    void grown(long newLength) {
        synchronized (this) {
            length = newLength;
            state = State.GROWING;
        }
        tell();
    }

    void finished() {
        end(State.FINISHED, null);
    }

    void failed(ApiError error) {
        end(State.FAILED, error);
    }

    private void end(State end, @Nullable ApiError error) {
        synchronized (this) {
            state = end;
            failure = error;
            if (listeners.isEmpty()) {
                closeChannel();
            }
        }
        tell();
    }

    private boolean isEnded() {
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
