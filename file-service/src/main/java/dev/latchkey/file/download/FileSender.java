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

    /** @param ifGone answers instead, on a response as it was at first, if the file is there no more */
    static void send(Download download, Content content, Runnable ifGone) {
        Runnable anew = () -> {
            if (!download.response().closed()) {
                download.startOver();
                ifGone.run();
            }
        };
        ContentAnswer.give(download, content.length(), content.etag(), (first, length) -> {
            if (download.url().maxSpeed() > 0) {
                sendSlowly(download, content, first, length, anew);
            } else {
                sendAtOnce(download, content, first, length, anew);
            }
        });
    }

    private static void sendAtOnce(Download download, Content content, long first, long length, Runnable ifGone) {
        boolean counted = SentBytes.count(download.request().connection(), download::sent);
        download.response()
                .sendFile(content.file().toString(), content.offset() + first, length)
                .onComplete(sent -> {
                    if (sent.succeeded() && !counted) {
                        download.sent(length);
                    }
                    if (sent.failed()) {
                        if (download.response().headWritten()) {
                            download.request().connection().close();
                        } else {
                            ifGone.run();
                        }
                    }
                });
    }

    private static void sendSlowly(Download download, Content content, long first, long length, Runnable ifGone) {
        FileSource source;
        try {
            source = FileSource.open(content.file());
        } catch (IOException _) {
            ifGone.run();
            return;
        }
        long begin = content.offset() + first;
        Context context = Vertx.currentContext();
        Pump pump = new Pump(download, context, source, begin, begin + length);
        download.response().closeHandler(_ -> pump.finish());
        pump.step();
    }
}
