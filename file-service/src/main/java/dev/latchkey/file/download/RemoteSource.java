package dev.latchkey.file.download;

import dev.latchkey.file.blob.RemoteBlob;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A blob in the store as a source of bytes, to be read from one position onwards: the piece that is being sent, and the
 * next one. Asked for piece by piece, so that a client however slow holds no connection to the store. Belongs to an
 * event loop.
 */
final class RemoteSource implements ByteSource {

    private static final Logger LOG = Logger.getLogger(RemoteSource.class);
    static final int PIECE = 512 * 1024;
    private static final Piece NOTHING = new Piece(0, new byte[0]);

    private final RemoteBlob blob;
    private final long end;
    private final Executor loop;
    private final Runnable closed;
    private Runnable news;
    private Piece current = NOTHING;
    private Piece next = NOTHING;
    private boolean loading;
    private Optional<Refusal> failure = Optional.empty();

    private record Piece(long start, byte[] bytes) {

        boolean covers(long position) {
            return start <= position && position < end();
        }

        long end() {
            return start + bytes.length;
        }
    }

    /**
     * @param end    where reading will stop
     * @param loop   where it is read
     * @param news   called whenever there is more to read, or never will be
     * @param closed called once when nobody reads any more
     */
    RemoteSource(RemoteBlob blob, long end, Executor loop, Runnable news, Runnable closed) {
        this.blob = blob;
        this.end = end;
        this.loop = loop;
        this.news = news;
        this.closed = closed;
    }

    @Override
    public long readableUntil(long position) {
        if (!current.covers(position) && next.covers(position)) {
            current = next;
            next = NOTHING;
        }
        long missing = current.covers(position) ? current.end() : position;
        if (missing < end && !next.covers(missing)) {
            load(missing);
        }
        return current.covers(position) ? current.end() : position;
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        if (!current.covers(position)) {
            return -1;
        }
        int count = (int) Math.min(into.remaining(), current.end() - position);
        into.put(current.bytes(), (int) (position - current.start()), count);
        return count;
    }

    @Override
    public Optional<Refusal> failure() {
        return failure;
    }

    @Override
    public void close() {
        current = NOTHING;
        next = NOTHING;
        news = () -> {};
        closed.run();
    }

    private void load(long position) {
        if (loading || failure.isPresent()) {
            return;
        }
        loading = true;
        int length = (int) Math.min(PIECE, end - position);
        blob.read(position, length).whenComplete((bytes, cause) -> loop.execute(() -> loaded(position, bytes, cause)));
    }

    private void loaded(long position, byte @Nullable [] bytes, @Nullable Throwable cause) {
        loading = false;
        if (bytes != null) {
            next = new Piece(position, bytes);
        } else {
            LOG.warnf("a download from the store broke off: %s", cause);
            failure = Optional.of(cause instanceof NoSuchFileException ? Refusal.GONE : Refusal.NO_CAPACITY);
        }
        news.run();
    }
}
