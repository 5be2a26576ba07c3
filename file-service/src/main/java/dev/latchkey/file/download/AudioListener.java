package dev.latchkey.file.download;

import dev.latchkey.file.media.AudioVariants;
import dev.latchkey.file.media.Listening;
import dev.latchkey.file.media.Mp3;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One client of an MP3 that is not there yet, or not all of it. Nothing is answered before the first byte is there, so
 * that what cannot be played is refused properly. Everything but {@link #news} happens on the event loop of the
 * connection.
 */
final class AudioListener implements ByteSource {

    private final Download download;
    private final Context context = Vertx.currentContext();
    private final AtomicBoolean announced = new AtomicBoolean();
    private @Nullable Listening listening;
    private @Nullable Pump pump;

    AudioListener(Download download) {
        this.download = download;
    }

    /** Sends the bytes of the MP3 from first to before end as they come. */
    void listen(AudioVariants variants, Mp3 mp3, long first, long end) {
        listening = variants.listen(mp3, download.client(), end, this::news);
        Pump created = new Pump(download, context, this, first, end);
        pump = created;
        download.response().closeHandler(_ -> created.finish());
        created.step();
    }

    /** Called from any thread; many pieces of news make one look. */
    private void news() {
        if (announced.compareAndSet(false, true)) {
            context.runOnContext(_ -> look());
        }
    }

    private void look() {
        announced.set(false);
        if (pump != null) {
            pump.step();
        }
    }

    @Override
    public long readableUntil(long position) {
        return listening == null ? position : listening.readableUntil(position);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        return listening == null ? -1 : listening.read(into, position);
    }

    @Override
    public Optional<Refusal> failure() {
        return listening == null ? Optional.empty() : listening.failure().map(Refusal::of);
    }

    @Override
    public void close() {
        if (listening != null) {
            listening.close();
        }
    }
}
