package dev.latchkey.file.media;

import dev.latchkey.protocol.error.ApiError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One client on its way through an MP3. Holds the segment it is in, and when that is finished also the next one, so that
 * the encoder is ahead of the player, but never by more. Belongs to one thread; only the news come from others.
 */
public final class Listening implements AutoCloseable {

    private final AudioVariants variants;
    private final Mp3 mp3;
    private final String client;
    private final long end;
    private final Runnable news;
    private @Nullable Held current;
    private @Nullable Held next;
    private int retried = -1;
    private boolean begun;
    private boolean closed;

    private record Held(int index, Segment segment) {}

    /**
     * @param client on whose account it goes
     * @param end    where it will stop
     * @param news   called from any thread whenever there may be more to read; must not block
     */
    Listening(AudioVariants variants, Mp3 mp3, String client, long end, Runnable news) {
        this.variants = variants;
        this.mp3 = mp3;
        this.client = client;
        this.end = end;
        this.news = news;
    }

    /** How far can be read without waiting from this position, which lies before the end; sees to it that more comes. */
    public long readableUntil(long position) {
        if (closed) {
            return position;
        }
        Held held = hold(mp3.layout().segmentAt(position));
        if (isCrowdedOut(held)) {
            // Who has begun waits longer: a cut in the middle is worse than a pause.
            retried = held.index();
            held.segment().leave(news);
            current = null;
            held = hold(retried);
        }
        lookAhead(held);
        return Math.max(
                position, mp3.layout().start(held.index()) + held.segment().length());
    }

    /** Reads what is there at the position; -1 if nothing is. */
    public int read(ByteBuffer into, long position) throws IOException {
        Held held = hold(mp3.layout().segmentAt(position));
        int count = held.segment().read(into, position - mp3.layout().start(held.index()));
        begun |= count > 0;
        return count;
    }

    /** Why nothing more will come, if that is so. */
    public Optional<ApiError> failure() {
        Held held = current;
        return held == null || held.segment().state() != Segment.State.FAILED
                ? Optional.empty()
                : Optional.of(held.segment().failure().orElse(ApiError.INTERNAL_ERROR));
    }

    /** The client is gone or has it all; what nobody else wants is stopped. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            leave(current);
            leave(next);
            variants.left(mp3);
        }
    }

    private Held hold(int index) {
        Held held = current;
        if (held != null && held.index() == index) {
            return held;
        }
        Held ahead = next;
        next = null;
        if (ahead != null && ahead.index() != index) {
            leave(ahead);
            ahead = null;
        }
        leave(held);
        Held entered = ahead != null ? ahead : new Held(index, variants.join(mp3, index, request(), news));
        current = entered;
        return entered;
    }

    private boolean isCrowdedOut(Held held) {
        return begun
                && held.index() != retried
                && held.segment().state() == Segment.State.FAILED
                && held.segment().failure().equals(Optional.of(ApiError.NO_SERVER_AVAILABLE));
    }

    private void lookAhead(Held held) {
        int index = held.index() + 1;
        if (next == null
                && held.segment().state() == Segment.State.FINISHED
                && mp3.layout().start(index) < end
                && variants.hasRoom()) {
            next = new Held(index, variants.join(mp3, index, request(), news));
        }
    }

    private AudioVariants.Request request() {
        return new AudioVariants.Request(client, begun);
    }

    private void leave(@Nullable Held held) {
        if (held != null) {
            held.segment().leave(news);
        }
    }
}
