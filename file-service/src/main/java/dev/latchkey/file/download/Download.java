package dev.latchkey.file.download;

import dev.latchkey.file.blob.Whereabouts;
import dev.latchkey.file.traffic.TrafficMeter;
import dev.latchkey.protocol.signedurl.SignedUrl;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One request whose signature was found good, on its way to an answer. Lives on the event loop of its connection. */
final class Download {

    private static final Logger LOG = Logger.getLogger(Download.class);

    private final HttpServerRequest request;
    private final SignedUrl url;
    private final Optional<String> name;
    private final Instant now;
    private final TrafficMeter traffic;
    private final ContentMetrics metrics;
    private final CrossOrigin crossOrigin;
    private final CacheControl cacheControl;

    Download(
            HttpServerRequest request,
            SignedUrl url,
            Optional<String> name,
            Instant now,
            TrafficMeter traffic,
            ContentMetrics metrics,
            CrossOrigin crossOrigin,
            CacheControl cacheControl) {
        this.request = request;
        this.url = url;
        this.name = name;
        this.now = now;
        this.traffic = traffic;
        this.metrics = metrics;
        this.crossOrigin = crossOrigin;
        this.cacheControl = cacheControl;
    }

    SignedUrl url() {
        return url;
    }

    HttpServerRequest request() {
        return request;
    }

    /** On whose account it goes: the address it comes from. */
    String client() {
        return request.remoteAddress().hostAddress();
    }

    HttpServerResponse response() {
        return request.response();
    }

    boolean isHead() {
        return request.method() == HttpMethod.HEAD;
    }

    @Nullable
    String range() {
        return request.getHeader(Headers.RANGE);
    }

    Conditions conditions() {
        return new Conditions(
                joined(Headers.IF_MATCH), joined(Headers.IF_NONE_MATCH), request.getHeader(Headers.IF_RANGE));
    }

    /** The headers that every answer with content has, and 304 too. */
    void describe(String etag) {
        response()
                .putHeader(Headers.ETAG, etag)
                .putHeader(Headers.CACHE_CONTROL, cacheControl.of(url, now))
                .putHeader(Headers.X_CONTENT_TYPE_OPTIONS, Headers.NOSNIFF);
    }

    /** What a client is told that the content is. */
    String contentType() {
        return url.forcedDownload() ? "application/octet-stream" : url.contentType();
    }

    /** The headers that say what the content is. */
    void describeContent() {
        String type = contentType();
        response()
                .putHeader(Headers.CONTENT_TYPE, type)
                .putHeader(Headers.CONTENT_DISPOSITION, ContentDisposition.header(url.forcedDownload(), name));
        if (!ContentPolicy.isHarmless(type)) {
            response().putHeader("Content-Security-Policy", ContentPolicy.SANDBOX);
        }
    }

    /** Takes back what was said of content, of which nothing has gone out yet: there will be another answer. */
    void startOver() {
        crossOrigin.allowOnly(request);
        response().setStatusCode(200);
    }

    /** Goes on here, on the event loop, when it is known where the blob is; 503 if that could not be found out. */
    void whenFound(CompletionStage<Whereabouts> stage, Consumer<Whereabouts> next) {
        Context context = Vertx.currentContext();
        stage.whenComplete((whereabouts, failure) -> context.runOnContext(_ -> {
            if (response().closed()) {
                return;
            }
            if (whereabouts == null) {
                LOG.warnf("a blob cannot be looked for: %s", failure.getMessage());
                refuse(Refusal.NO_CAPACITY);
            } else {
                next.accept(whereabouts);
            }
        }));
    }

    void refuse(Refusal refusal) {
        if (response().ended() || response().closed()) {
            return;
        }
        metrics.refused(refusal);
        refusal.send(response());
    }

    /** Answers without content where the conditions of the request say so. */
    boolean isSettledBy(Conditions conditions, String etag) {
        switch (conditions.verdict(etag)) {
            case SEND -> {
                return false;
            }
            case NOT_MODIFIED -> {
                describe(etag);
                response().setStatusCode(304).end();
            }
            case FAILED -> refuse(Refusal.PRECONDITION_FAILED);
        }
        return true;
    }

    /** Notes that so many bytes of content have really gone out. */
    void sent(long bytes) {
        metrics.sent(bytes);
        traffic.sent(url.link(), bytes);
    }

    private @Nullable String joined(CharSequence header) {
        return request.getHeader(header) == null
                ? null
                : String.join(",", request.headers().getAll(header));
    }
}
