package dev.latchkey.file.download;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Lets scripts of the allowed origins read content. Everybody else may still link, embed and download it. */
@Singleton
final class CrossOrigin {

    /** What the content path answers to. */
    static final String METHODS = "GET, HEAD, OPTIONS";

    private static final String EXPOSED =
            "Accept-Ranges, Content-Range, Content-Length, ETag, X-Audio-Bitrate, X-Error";

    private final Set<String> origins;
    private final boolean all;

    CrossOrigin(ContentConfig config) {
        this.origins = Set.copyOf(config.allowedOrigins().orElse(List.of()));
        this.all = origins.contains("*");
    }

    void allow(HttpServerRequest request) {
        if (origins.isEmpty()) {
            return;
        }
        HttpServerResponse response = request.response();
        if (!all) {
            response.putHeader(Headers.VARY, Headers.ORIGIN);
        }
        String origin = request.getHeader(Headers.ORIGIN);
        if (origin == null || !(all || origins.contains(origin))) {
            return;
        }
        response.putHeader("Access-Control-Allow-Origin", all ? "*" : origin)
                .putHeader("Access-Control-Expose-Headers", EXPOSED);
        if (request.getHeader("Access-Control-Request-Method") != null) {
            response.putHeader("Access-Control-Allow-Methods", METHODS)
                    .putHeader("Access-Control-Allow-Headers", "Range, If-Range, If-None-Match")
                    .putHeader("Access-Control-Max-Age", "86400");
        }
    }

    /** Lets scripts read whatever is answered instead of what the response was about to say, of which nothing is left. */
    void allowOnly(HttpServerRequest request) {
        request.response().headers().clear();
        allow(request);
    }
}
