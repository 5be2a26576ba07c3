package dev.latchkey.file.download;

import dev.latchkey.file.download.RequestedRange.Part;
import dev.latchkey.file.download.RequestedRange.Parts;
import java.util.List;

/** The answer to a request for content whose length is known: all of it, the parts that were asked for, or why not. */
final class ContentAnswer {

    private ContentAnswer() {}

    /**
     * Answers; the body is asked for bytes only if some are wanted.
     *
     * @param length of the content, in bytes
     * @param etag   strong entity tag of the content, quotes included
     * @return whether it was asked for bytes
     */
    static boolean give(Download download, long length, String etag, Body body) {
        Conditions conditions = download.conditions();
        if (download.isSettledBy(conditions, etag)) {
            return false;
        }
        RequestedRange range = conditions.rangeCounts(etag)
                ? RequestedRange.parse(download.range(), length)
                : new RequestedRange.Whole();
        download.describe(etag);
        download.response().putHeader(Headers.ACCEPT_RANGES, Headers.BYTES);
        return switch (range) {
            case RequestedRange.Whole() -> {
                download.describeContent();
                yield give(download, 0, length, body);
            }
            case Part part -> {
                download.describeContent();
                download.response().setStatusCode(206).putHeader(Headers.CONTENT_RANGE, part.contentRange(length));
                yield give(download, part.first(), part.length(), body);
            }
            case Parts(List<Part> parts) -> {
                MultipartBody multipart = new MultipartBody(parts, download, length, body);
                download.describeContent();
                download.response().setStatusCode(206).putHeader(Headers.CONTENT_TYPE, multipart.contentType());
                yield give(download, 0, multipart.length(), multipart);
            }
            case RequestedRange.Unsatisfiable() -> {
                download.response()
                        .setStatusCode(416)
                        .putHeader(Headers.CONTENT_RANGE, "bytes */" + length)
                        .putHeader(Headers.CONTENT_LENGTH, "0")
                        .end();
                yield false;
            }
        };
    }

    private static boolean give(Download download, long first, long length, Body body) {
        download.response().putHeader(Headers.CONTENT_LENGTH, Long.toString(length));
        boolean wanted = !download.isHead() && length > 0;
        if (wanted) {
            body.send(download, first, length);
        } else {
            download.response().end();
        }
        return wanted;
    }
}
