package dev.latchkey.file.download;

import dev.latchkey.file.blob.RemoteBlob;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends a blob that is not on this machine, or the part of it that was asked for, as it comes from the store. Takes
 * memory, so only so many at once.
 */
@Singleton
final class RemoteSender {

    private static final int AT_ONCE = 64;

    private final AtomicInteger running = new AtomicInteger();

    void send(Download download, RemoteBlob blob, String etag) {
        ContentAnswer.give(download, blob.size(), etag, (first, length) -> {
            if (running.incrementAndGet() > AT_ONCE) {
                running.decrementAndGet();
                download.startOver();
                download.refuse(Refusal.NO_CAPACITY);
            } else {
                pump(download, blob, first, first + length);
            }
        });
    }

    private void pump(Download download, RemoteBlob blob, long first, long end) {
        Context context = Vertx.currentContext();
        RemoteSource source =
                new RemoteSource(blob, end, task -> context.runOnContext(_ -> task.run()), running::decrementAndGet);
        Pump pump = new Pump(download, context, source, first, end);
        source.tell(pump::step);
        download.response().closeHandler(_ -> pump.finish());
        pump.step();
    }
}
