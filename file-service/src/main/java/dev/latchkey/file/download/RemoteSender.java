package dev.latchkey.file.download;

import dev.latchkey.file.blob.RemoteBlob;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.io.IOException;
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
        ContentAnswer.give(download, blob.size(), etag, new InStore(blob, download));
    }

    private final class InStore implements Body {

        private final RemoteBlob blob;
        private final Download download;

        InStore(RemoteBlob blob, Download download) {
            this.blob = blob;
            this.download = download;
        }

        @Override
        public ByteSource open(long first, long end, Runnable news) throws IOException {
            if (running.incrementAndGet() > AT_ONCE) {
                running.decrementAndGet();
                throw new IOException("too many downloads from the store at once");
            }
            Context context = Vertx.currentContext();
            return new RemoteSource(
                    blob, end, task -> context.runOnContext(_ -> task.run()), news, running::decrementAndGet);
        }

        @Override
        public void unavailable() {
            download.refuse(Refusal.NO_CAPACITY);
        }
    }
}
