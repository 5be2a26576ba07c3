package dev.latchkey.file.media;

import dev.latchkey.file.media.AudioVariants.Held;
import dev.latchkey.protocol.error.ApiError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One client on its way through an MP3. Holds the segment it is in, and when that is finished also the next one, so that
 * the encoder is ahead of the player, but never by more; and after a jump, when nothing is more urgent, also the whole of
 * the segment it jumped into. Belongs to one thread; only the news come from others.
 */
public final class Listening implements AutoCloseable {

    private final AudioVariants variants;
    private final Mp3 mp3;
    private final String client;
    private final long end;
    private final Runnable news;
    private @Nullable Held current;
    private @Nullable Held next;
    private @Nullable Held behind;
    private int retried = -1;
    private boolean completed;
    private boolean begun;
    private boolean closed;

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
        Held held = hold(position);
        if (isCrowdedOut(held)) {
            // Who has begun waits longer: a cut in the middle is worse than a pause.
            retried = held.part().segment();
            leave(held);
            current = null;
            held = hold(position);
        }
        lookAhead(held);
        return Math.max(position, held.part().start() + held.segment().length());
    }

    /** Reads what is there at the position; -1 if nothing is. */
    public int read(ByteBuffer into, long position) throws IOException {
        Held held = hold(position);
        int count = held.segment().read(into, position - held.part().start());
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
            leave(behind);
            variants.left(mp3);
        }
    }

    private Held hold(long position) {
        Held held = current;
        if (held != null && held.covers(position)) {
            return held;
        }
        Held ahead = next;
        next = null;
        if (ahead != null && !ahead.covers(position)) {
            leave(ahead);
            ahead = null;
        }
        leave(held);
        Held entered = ahead != null ? ahead : variants.join(mp3, position, request(), news);
        current = entered;
        return entered;
    }

    private boolean isCrowdedOut(Held held) {
        return begun
                && held.part().segment() != retried
                && held.segment().state() == Segment.State.FAILED
                && held.segment().failure().equals(Optional.of(ApiError.NO_SERVER_AVAILABLE));
    }

    private void lookAhead(Held held) {
        if (behind != null && behind.segment().isEnded()) {
            leave(behind);
            behind = null;
        }
        if (!held.isFinished() || !variants.hasRoom()) {
            return;
        }
        long after = held.part().end();
        if (next == null && after < end) {
            next = variants.join(mp3, after, request(), news);
        } else if (!completed && !held.part().isWhole() && after <= end && (next == null || next.isFinished())) {
            completed = true;
            behind = variants.complete(held, request(), news);
        }
    }

    private Production.Request request() {
        return new Production.Request(client, begun);
    }

    private void leave(@Nullable Held held) {
        if (held != null) {
            held.segment().leave(news);
        }
    }
}
