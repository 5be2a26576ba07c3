package dev.latchkey.auth.apikey;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Signed requests. */
@ConfigMapping(prefix = "latchkey.auth.signature")
interface SignatureConfig {

    /**
     * How far a request's timestamp may be from this server's clock, either way: as long, a request that was overheard
     * can be sent again.
     */
    @WithDefault("PT5M")
    Duration tolerance();
}
