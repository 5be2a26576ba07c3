package dev.latchkey.file.download;

import dev.latchkey.protocol.error.ApiError;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * Every answer of the content path that is not content: HTTP status for browsers and caches, error of the dialect for
 * its clients.
 */
enum Refusal {
    /** Not signed by us, or changed since. */
    FORGED(403, ApiError.INVALID_LINK_CODE),
    /** Signed by us, and its time is over. */
    EXPIRED(410, ApiError.LINK_EXPIRED),
    /** Its link was deleted or changed since. */
    REVOKED(410, ApiError.LINK_DELETED),
    /** Made for another client address. */
    WRONG_ADDRESS(410, ApiError.ACCESS_DENIED),
    /** Made for another site. */
    WRONG_REFERRER(403, ApiError.INVALID_REFERER),
    /** The blob it names is not there, or not what it was. */
    GONE(404, ApiError.FILE_NOT_FOUND),
    /** There is no sound to be made MP3 of. */
    NOT_PLAYABLE(404, ApiError.NOT_PLAYABLE),
    /** There is sound, and it could not be read. */
    UNREADABLE(404, ApiError.READ_FAILED),
    /** {@code start} is no number of seconds. */
    BAD_START(400, ApiError.INVALID_NUMBER),
    /** Neither GET nor HEAD. */
    WRONG_METHOD(405, ApiError.ACCESS_DENIED),
    /** {@code If-Match} names other content. */
    PRECONDITION_FAILED(412, ApiError.FILE_NOT_FOUND),
    /** No room for another transcode, or links cannot be checked yet; soon there may be. */
    NO_CAPACITY(503, ApiError.NO_SERVER_AVAILABLE),
    /** Our fault. */
    BROKEN(500, ApiError.INTERNAL_ERROR);

    private final int status;
    private final ApiError error;
    private final CharSequence code;

    /** No buffer: enums are made while an executable is built, and network buffers must not be in it. */
    private final String body;

    Refusal(int status, ApiError error) {
        this.status = status;
        this.error = error;
        this.code = HttpHeaders.createOptimized(Integer.toString(error.code()));
        this.body = new JsonObject()
                .put("result", error.code())
                .put("error", error.message())
                .encode();
    }

    /** The refusal that stands for a failed transcode. */
    static Refusal of(ApiError error) {
        return switch (error) {
            case NOT_PLAYABLE -> NOT_PLAYABLE;
            case NO_SERVER_AVAILABLE -> NO_CAPACITY;
            case FILE_NOT_FOUND -> GONE;
            case READ_FAILED -> UNREADABLE;
            default -> BROKEN;
        };
    }

    int status() {
        return status;
    }

    ApiError error() {
        return error;
    }

    /** How metrics call it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    void send(HttpServerResponse response) {
        response.setStatusCode(status)
                .putHeader(Headers.CONTENT_TYPE, Headers.JSON)
                .putHeader(Headers.CACHE_CONTROL, Headers.NO_STORE)
                .putHeader(Headers.X_CONTENT_TYPE_OPTIONS, Headers.NOSNIFF)
                .putHeader(Headers.X_ERROR, code);
        if (status == 503) {
            response.putHeader("Retry-After", "1");
        }
        response.end(body);
    }
}
