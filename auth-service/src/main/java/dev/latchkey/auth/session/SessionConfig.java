package dev.latchkey.auth.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Auth tokens. Their lifetimes are the dialect's, not settings. */
@ConfigMapping(prefix = "latchkey.auth.session")
interface SessionConfig {

    /** How often a token's use is written down, at most: the precision of its life unused. */
    @WithDefault("PT1M")
    Duration touchInterval();

    /** Tokens one account may have; of more, those unused for longest are dropped. */
    @WithDefault("500")
    int perAccount();
}
