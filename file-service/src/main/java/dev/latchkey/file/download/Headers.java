package dev.latchkey.file.download;

import io.vertx.core.http.HttpHeaders;

/** Names and values that every answer has, in the form that is neither checked nor encoded again for each. */
final class Headers {

    static final CharSequence ACCEPT_RANGES = name("Accept-Ranges");
    static final CharSequence BYTES = name("bytes");
    static final CharSequence CACHE_CONTROL = name("Cache-Control");
    static final CharSequence NO_STORE = name("no-store");
    static final CharSequence CONTENT_DISPOSITION = name("Content-Disposition");
    static final CharSequence CONTENT_LENGTH = name("Content-Length");
    static final CharSequence CONTENT_RANGE = name("Content-Range");
    static final CharSequence CONTENT_TYPE = name("Content-Type");
    static final CharSequence JSON = name("application/json; charset=utf-8");
    static final CharSequence ETAG = name("ETag");
    static final CharSequence IF_MATCH = name("If-Match");
    static final CharSequence IF_NONE_MATCH = name("If-None-Match");
    static final CharSequence IF_RANGE = name("If-Range");
    static final CharSequence ORIGIN = name("Origin");
    static final CharSequence RANGE = name("Range");
    static final CharSequence REFERER = name("Referer");
    static final CharSequence VARY = name("Vary");
    static final CharSequence X_CONTENT_TYPE_OPTIONS = name("X-Content-Type-Options");
    static final CharSequence NOSNIFF = name("nosniff");
    static final CharSequence X_ERROR = name("X-Error");

    private Headers() {}

    private static CharSequence name(String text) {
        return HttpHeaders.createOptimized(text);
    }
}
