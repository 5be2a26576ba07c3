package dev.latchkey.file.download;

/** The answer to a request for content whose length is known: all of it, the part that was asked for, or why not. */
final class ContentAnswer {

    private ContentAnswer() {}

    /** Sends bytes. The head of the response is set when it is called, and not yet written. */
    interface Body {

        /**
         * @param first  where to begin in the content
         * @param length how many bytes, at least one
         */
        void send(long first, long length);
    }

    /**
     * Answers; the body is asked for bytes only if some are wanted.
     *
     * @param length of the content, in bytes
     * @param etag   strong entity tag of the content, quotes included
     */
    static void give(Download download, long length, String etag, Body body) {
        Conditions conditions = download.conditions();
        if (download.isSettledBy(conditions, etag)) {
            return;
        }
        RequestedRange range = conditions.rangeCounts(etag)
                ? RequestedRange.parse(download.range(), length)
                : new RequestedRange.Whole();
        download.describe(etag);
        download.response().putHeader(Headers.ACCEPT_RANGES, Headers.BYTES);
        switch (range) {
            case RequestedRange.Whole() -> {
                download.describeContent();
                give(download, 0, length, body);
            }
            case RequestedRange.Part part -> {
                download.describeContent();
                download.response()
                        .setStatusCode(206)
                        .putHeader(Headers.CONTENT_RANGE, "bytes " + part.first() + "-" + part.last() + "/" + length);
                give(download, part.first(), part.length(), body);
            }
            case RequestedRange.Unsatisfiable() ->
                download.response()
                        .setStatusCode(416)
                        .putHeader(Headers.CONTENT_RANGE, "bytes */" + length)
                        .putHeader(Headers.CONTENT_LENGTH, "0")
                        .end();
        }
    }

    private static void give(Download download, long first, long length, Body body) {
        download.response().putHeader(Headers.CONTENT_LENGTH, Long.toString(length));
        if (download.isHead() || length == 0) {
            download.response().end();
        } else {
            body.send(first, length);
        }
    }
}
