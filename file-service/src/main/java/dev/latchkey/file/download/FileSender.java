package dev.latchkey.file.download;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Sends a finished file, or the part of it that was asked for; the bytes go from the file system to the socket without
 * passing through here.
 */
final class FileSender {

    private FileSender() {}

    /**
     * What is sent.
     *
     * @param file   holds the bytes
     * @param offset where the content begins in the file
     * @param length of the content, in bytes
     * @param etag   strong entity tag of the content, quotes included
     */
    record Content(Path file, long offset, long length, String etag) {}

    static void send(Download download, Content content) {
        ContentAnswer.give(download, content.length(), content.etag(), (first, length) -> {
            if (download.url().maxSpeed() > 0) {
                sendSlowly(download, content, first, length);
            } else {
                sendAtOnce(download, content, first, length);
            }
        });
    }

    private static void sendAtOnce(Download download, Content content, long first, long length) {
        boolean counted = SentBytes.count(download.request().connection(), download::sent);
        download.response()
                .sendFile(content.file().toString(), content.offset() + first, length)
                .onComplete(sent -> {
                    if (sent.succeeded() && !counted) {
                        download.sent(length);
                    }
                    if (sent.failed() && !download.response().headWritten()) {
                        download.response().headers().clear();
                        download.refuse(Refusal.GONE);
                    }
                });
    }

    private static void sendSlowly(Download download, Content content, long first, long length) {
        try {
            long begin = content.offset() + first;
            Context context = Vertx.currentContext();
            Pump pump = new Pump(download, context, FileSource.open(content.file()), begin, begin + length);
            download.response().closeHandler(_ -> pump.finish());
            pump.step();
        } catch (IOException _) {
            download.response().headers().clear();
            download.refuse(Refusal.GONE);
        }
    }
}
