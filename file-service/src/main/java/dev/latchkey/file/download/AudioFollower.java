package dev.latchkey.file.download;

import dev.latchkey.file.media.AudioVariants;
import dev.latchkey.file.media.GrowingVariant;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One client of a running transcode. A plain GET gets the bytes as they come; HEAD and ranges need the length, so they
 * wait for the end of the transcode, but not for ever. Everything but {@link #news} happens on the event loop of the
 * connection.
 */
final class AudioFollower {

    private final AudioSender sender;
    private final Download download;
    private final int served;
    private final Duration start;
    private final String etag;
    private final Context context = Vertx.currentContext();
    private final AtomicBoolean announced = new AtomicBoolean();
    private final Runnable listener = this::news;
    private final boolean wantsLength;
    private boolean patient = true;
    private boolean left;
    private long timer = -1;
    private @Nullable GrowingVariant variant;
    private @Nullable Pump pump;

    AudioFollower(AudioSender sender, Download download, int served, Duration start, String etag) {
        this.sender = sender;
        this.download = download;
        this.served = served;
        this.start = start;
        this.etag = etag;
        this.wantsLength = download.isHead()
                || (download.range() != null && download.conditions().rangeCounts(etag));
    }

    void follow(AudioVariants variants, Path source, Duration lengthWait) {
        download.response().closeHandler(_ -> leave());
        if (wantsLength) {
            timer = context.owner().setTimer(lengthWait.toMillis(), _ -> {
                patient = false;
                look();
            });
        }
        variant = variants.join(download.url().blob(), source, served, listener);
        look();
    }

    /** Called from any thread; many pieces of news make one look. */
    private void news() {
        if (announced.compareAndSet(false, true)) {
            context.runOnContext(_ -> look());
        }
    }

    private void look() {
        announced.set(false);
        if (left) {
            return;
        }
        if (pump != null) {
            pump.step();
            return;
        }
        GrowingVariant current = variant;
        if (current == null || current.state() == GrowingVariant.State.WAITING) {
            return;
        }
        switch (current.state()) {
            case WAITING -> {}
            case GROWING -> sendGrowing(current);
            case FINISHED -> sendFinished(current);
            case FAILED -> {
                leave();
                download.response().headers().clear();
                download.refuse(AudioSender.refusal(current.failure()));
            }
        }
    }

    private void sendGrowing(GrowingVariant current) {
        long position = position(current);
        if ((wantsLength && patient) || current.length() <= position) {
            return;
        }
        download.describe(etag);
        download.describeContent();
        if (download.isHead()) {
            leave();
            download.response().end();
            return;
        }
        if (download.request().version() != HttpVersion.HTTP_1_0) {
            download.response().setChunked(true);
        }
        pump(current, position, Long.MAX_VALUE);
    }

    private void sendFinished(GrowingVariant current) {
        if (sender.sendFinished(download, served, start, etag)) {
            leave();
            return;
        }
        // Too large for the cache: it can only be read as long as somebody holds it.
        long position = Math.min(position(current), current.length());
        download.describe(etag);
        download.describeContent();
        download.response().putHeader("Content-Length", Long.toString(current.length() - position));
        if (download.isHead()) {
            leave();
            download.response().end();
            return;
        }
        pump(current, position, current.length());
    }

    private void pump(GrowingVariant current, long first, long end) {
        cancelTimer();
        pump = new Pump(download, context, new Source(current), first, end);
        pump.step();
    }

    private long position(GrowingVariant current) {
        return start.isZero() ? 0 : current.positionOf(start).orElse(Long.MAX_VALUE);
    }

    private void leave() {
        left = true;
        cancelTimer();
        GrowingVariant current = variant;
        if (current != null) {
            current.leave(listener);
        }
    }

    private void cancelTimer() {
        if (timer >= 0) {
            context.owner().cancelTimer(timer);
            timer = -1;
        }
    }

    /** The variant as the pump sees it. */
    private final class Source implements ByteSource {

        private final GrowingVariant current;

        Source(GrowingVariant current) {
            this.current = current;
        }

        @Override
        public State state() {
            return switch (current.state()) {
                case WAITING, GROWING -> State.MORE_TO_COME;
                case FINISHED -> State.COMPLETE;
                case FAILED -> State.BROKEN;
            };
        }

        @Override
        public long length() {
            return current.length();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return current.read(into, position);
        }

        @Override
        public void close() {
            leave();
        }
    }
}
