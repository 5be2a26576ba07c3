package dev.latchkey.file.download;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sends bytes piece by piece, where they cannot be handed to the kernel in one go: because they are still to come, or
 * because they are to go slowly, or because they are of several parts. Never reads ahead of the client. Works on the
 * event loop of the connection.
 */
final class Pump {

    private static final Logger LOG = Logger.getLogger(Pump.class);
    private static final int LARGEST_PIECE = 64 * 1024;
    private static final int SMALLEST_PIECE = 1024;
    private static final int PIECES_PER_SECOND = 10;

    private final Download download;
    private final HttpServerResponse response;
    private final Context context;
    private final ByteSource source;
    private final long first;
    private final long end;
    private final long speed;
    private final long startNanos = System.nanoTime();
    private long position;
    private boolean busy;
    private boolean done;

    private Pump(Download download, Body body, long first, long end) throws IOException {
        this.download = download;
        this.response = download.response();
        this.context = Vertx.currentContext();
        this.source = body.open(first, end, this::step);
        this.first = first;
        this.position = first;
        this.end = end;
        this.speed = download.url().maxSpeed();
    }

    /**
     * Sends the bytes from first to before end. The response's head is set when this is called, and not yet written.
     */
    static void send(Download download, Body body, long first, long end) {
        try {
            Pump pump = new Pump(download, body, first, end);
            download.response().closeHandler(_ -> pump.finish());
            pump.step();
        } catch (IOException _) {
            download.startOver();
            body.unavailable();
        }
    }

    /** Goes on if it can. */
    private void step() {
        if (busy || done) {
            return;
        }
        if (response.closed()) {
            finish();
            return;
        }
        try {
            advance();
        } catch (IOException | RuntimeException e) {
            LOG.warnf("a download broke off: %s", e.getMessage());
            fail(Refusal.BROKEN);
        }
    }

    /** The client is gone. */
    private void finish() {
        if (!done) {
            done = true;
            source.close();
        }
    }

    private void advance() throws IOException {
        if (position >= end) {
            finish();
            response.end();
            return;
        }
        long available = Math.min(source.readableUntil(position), end);
        if (position < available) {
            send(available);
        } else {
            source.failure().ifPresent(this::fail);
        }
    }

    private void send(long available) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(pieceSize(), available - position));
        int count = source.read(piece, position);
        if (count <= 0) {
            throw new IOException("bytes that were there are gone");
        }
        busy = true;
        response.write(Buffer.buffer(count).appendBytes(piece.array(), 0, count))
                .onComplete(written -> {
                    if (written.succeeded()) {
                        position += count;
                        download.sent(count);
                        pause();
                    } else {
                        finish();
                    }
                });
    }

    private long pieceSize() {
        return speed == 0 ? LARGEST_PIECE : Math.clamp(speed / PIECES_PER_SECOND, SMALLEST_PIECE, LARGEST_PIECE);
    }

    /** Leaves the stack before it goes on, and as much time as the speed limit wants. */
    private void pause() {
        long due = speed == 0 ? 0 : (long) ((position - first) * 1e9 / speed) - (System.nanoTime() - startNanos);
        long millis = TimeUnit.NANOSECONDS.toMillis(due);
        if (millis > 0) {
            context.owner().setTimer(millis, _ -> goOn());
        } else {
            context.runOnContext(_ -> goOn());
        }
    }

    private void goOn() {
        busy = false;
        step();
    }

    /** Who has got nothing yet is told; to others a closed connection says that this was not all. */
    private void fail(Refusal why) {
        finish();
        if (response.headWritten()) {
            download.request().connection().close();
        } else {
            download.startOver();
            download.refuse(why);
        }
    }
}
