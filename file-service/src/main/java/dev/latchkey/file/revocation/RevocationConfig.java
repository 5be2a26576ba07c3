package dev.latchkey.file.revocation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the feed of dead links is followed. */
@ConfigMapping(prefix = "latchkey.revocation")
interface RevocationConfig {

    /**
     * How often link-service is asked for news. A URL of a dead link stops at most this much, and one answer, later.
     */
    @WithDefault("PT0.5S")
    Duration pollEvery();

    /** How long a dead link is remembered: longer than link-service lets any URL live, or URLs come back to life. */
    @WithDefault("P7D")
    Duration kept();
}
