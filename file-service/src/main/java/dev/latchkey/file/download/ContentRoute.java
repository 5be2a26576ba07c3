package dev.latchkey.file.download;

import dev.latchkey.file.revocation.DeadLinks;
import dev.latchkey.file.traffic.TrafficMeter;
import dev.latchkey.protocol.signedurl.SignedUrl;
import dev.latchkey.protocol.signedurl.SignedUrlCodec;
import dev.latchkey.protocol.signedurl.Variant;
import dev.latchkey.protocol.signedurl.Verification;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * {@code /c/{token}} and {@code /c/{token}/{name}}: a good signature is all it takes, so nobody is asked, and what a
 * client sends along of tokens and cookies is not looked at. Runs on the event loop from the first byte to the last, in
 * front of everything else that looks at requests.
 */
@Singleton
final class ContentRoute {

    private static final Logger LOG = Logger.getLogger(ContentRoute.class);
    private static final int BEFORE_EVERYTHING = -10_000;

    private final SignedUrlCodec codec;
    private final OriginalSender originals;
    private final DeadLinks deadLinks;
    private final AudioSender audio;
    private final TrafficMeter traffic;
    private final ContentMetrics metrics;
    private final CrossOrigin crossOrigin;
    private final CacheControl cacheControl;
    private final Clock clock;

    ContentRoute(
            SignedUrlCodec codec,
            OriginalSender originals,
            DeadLinks deadLinks,
            AudioSender audio,
            TrafficMeter traffic,
            ContentMetrics metrics,
            CrossOrigin crossOrigin,
            CacheControl cacheControl,
            Clock clock) {
        this.codec = codec;
        this.originals = originals;
        this.deadLinks = deadLinks;
        this.audio = audio;
        this.traffic = traffic;
        this.metrics = metrics;
        this.crossOrigin = crossOrigin;
        this.cacheControl = cacheControl;
        this.clock = clock;
    }

    void register(@Observes Router router) {
        // Without a path, so that none is normalised: it is looked at as it came.
        router.route().order(BEFORE_EVERYTHING).handler(this::handle);
    }

    private void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (!request.path().startsWith(SignedUrlCodec.PATH)) {
            routing.next();
            return;
        }
        request.resume();
        try {
            crossOrigin.allow(request);
            if (request.method() == HttpMethod.OPTIONS) {
                request.response()
                        .setStatusCode(204)
                        .putHeader("Allow", CrossOrigin.METHODS)
                        .end();
            } else if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
                request.response().putHeader("Allow", CrossOrigin.METHODS);
                refuse(request, Refusal.WRONG_METHOD);
            } else {
                verify(request);
            }
        } catch (RuntimeException e) {
            LOG.error("a download failed", e);
            if (!request.response().headWritten()) {
                crossOrigin.allowOnly(request);
                refuse(request, Refusal.BROKEN);
            }
        }
    }

    private void verify(HttpServerRequest request) {
        String path = request.path().substring(SignedUrlCodec.PATH.length());
        int slash = path.indexOf('/');
        Instant now = clock.instant();
        Verification verification = slash < 0
                ? codec.verify(path, now)
                : codec.verify(path.substring(0, slash), path.substring(slash + 1), now);
        switch (verification) {
            case Verification.Forged() -> refuse(request, Refusal.FORGED);
            case Verification.Expired _ -> refuse(request, Refusal.EXPIRED);
            case Verification.Valid(SignedUrl url, Optional<String> name) ->
                admit(new Download(request, url, name, now, traffic, metrics, crossOrigin, cacheControl));
        }
    }

    private void admit(Download download) {
        SignedUrl url = download.url();
        HttpServerRequest request = download.request();
        if (deadLinks.isDead(url.link(), url.linkVersion())) {
            download.refuse(Refusal.REVOKED);
        } else if (url.link().value() != 0 && !deadLinks.isKnown()) {
            download.refuse(Refusal.NO_CAPACITY);
        } else if (url.address().isPresent()
                && !url.admitsAddress(request.remoteAddress().hostAddress())) {
            download.refuse(Refusal.WRONG_ADDRESS);
        } else if (!url.admitsReferrer(referrer(request))) {
            download.refuse(Refusal.WRONG_REFERRER);
        } else {
            switch (url.variant()) {
                case Variant.Original() -> originals.send(download);
                case Variant.Audio(int kilobits) -> audio.send(download, kilobits);
            }
        }
    }

    private static Optional<String> referrer(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(Headers.REFERER))
                .or(() -> Optional.ofNullable(request.getHeader(Headers.ORIGIN)));
    }

    private void refuse(HttpServerRequest request, Refusal refusal) {
        metrics.refused(refusal);
        refusal.send(request.response());
    }
}
