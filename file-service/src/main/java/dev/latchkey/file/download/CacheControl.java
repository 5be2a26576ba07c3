package dev.latchkey.file.download;

import dev.latchkey.protocol.signedurl.SignedUrl;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * Who may keep content and for how long: clients until the URL ends; caches that many share only if the operator says so, since
 * they know neither who may use a URL nor that a link has ended, and what they send is not counted.
 */
@Singleton
final class CacheControl {

    private final long sharedSeconds;

    CacheControl(ContentConfig config) {
        this.sharedSeconds = config.sharedMaxAge().toSeconds();
    }

    /** The value of the header for content of this URL. */
    String of(SignedUrl url, Instant now) {
        long seconds = Math.max(0, Duration.between(now, url.expires()).toSeconds());
        return isForAll(url)
                ? "public, max-age=" + seconds + ", s-maxage=" + Math.min(seconds, sharedSeconds)
                : "private, max-age=" + seconds;
    }

    private boolean isForAll(SignedUrl url) {
        return sharedSeconds > 0 && url.address().isEmpty() && url.referrer().isEmpty() && url.maxSpeed() == 0;
    }
}
