package dev.latchkey.file.download;

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

    /**
     * @param ifGone answers instead, on a response as it was at first, if the file is there no more
     * @return whether it was asked for bytes
     */
    static boolean send(Download download, Content content, Runnable ifGone) {
        return ContentAnswer.give(download, content.length(), content.etag(), new InFile(content, ifGone));
    }

    private record InFile(Content content, Runnable ifGone) implements Body {

        @Override
        public void send(Download download, long first, long length) {
            if (download.url().maxSpeed() > 0) {
                Body.super.send(download, first, length);
                return;
            }
            boolean counted = SentBytes.count(download.request().connection(), download::sent);
            download.response()
                    .sendFile(content.file().toString(), content.offset() + first, length)
                    .onComplete(sent -> {
                        if (sent.succeeded() && !counted) {
                            download.sent(length);
                        }
                        if (sent.failed()) {
                            failed(download);
                        }
                    });
        }

        private void failed(Download download) {
            if (download.response().headWritten()) {
                download.request().connection().close();
            } else if (!download.response().closed()) {
                download.startOver();
                ifGone.run();
            }
        }

        @Override
        public ByteSource open(long first, long end, Runnable news) throws IOException {
            return FileSource.open(content.file(), content.offset());
        }

        @Override
        public void unavailable() {
            ifGone.run();
        }
    }
}
