package dev.latchkey.link.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long signed URLs live. */
@ConfigMapping(prefix = "latchkey.signed-url")
interface UrlLifeConfig {

    /** Shortest life of a URL that no link ends earlier; more than an hour, which clients rely on. */
    @WithDefault("PT4H")
    Duration lifetime();

    /** What the end is rounded up to, so that equal requests within a step give equal URLs. */
    @WithDefault("PT1H")
    Duration step();
}
