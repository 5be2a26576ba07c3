package dev.latchkey.file.download;

import dev.latchkey.file.media.Listening;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * What one client hears of an MP3 that is not there yet, or not all of it. Nothing is answered before the first byte is
 * there, so that what cannot be played is refused properly. Everything but {@link #announce} happens on the event loop of
 * the connection.
 */
final class AudioListener implements ByteSource {

    private final Context context = Vertx.currentContext();
    private final AtomicBoolean announced = new AtomicBoolean();
    private final Listening listening;
    private final long offset;
    private final Runnable news;

    /**
     * @param listening what is heard of the MP3, given whom to tell of news
     * @param offset    position in the MP3 that is 0 here
     * @param news      called on the event loop whenever there is more to hear, or never will be
     */
    AudioListener(Function<Runnable, Listening> listening, long offset, Runnable news) {
        this.listening = listening.apply(this::announce);
        this.offset = offset;
        this.news = news;
    }

    /** Called from any thread; many pieces of news make one look. */
    private void announce() {
        if (announced.compareAndSet(false, true)) {
            context.runOnContext(_ -> look());
        }
    }

    private void look() {
        announced.set(false);
        news.run();
    }

    @Override
    public long readableUntil(long position) {
        return listening.readableUntil(offset + position) - offset;
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        return listening.read(into, offset + position);
    }

    @Override
    public Optional<Refusal> failure() {
        return listening.failure().map(Refusal::of);
    }

    @Override
    public void close() {
        listening.close();
    }
}
