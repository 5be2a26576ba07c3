package dev.latchkey.auth.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The JWT that tells the other services who is calling. */
@ConfigMapping(prefix = "latchkey.auth.jwt")
interface JwtConfig {

    /**
     * How long a JWT is valid: as long, a closed account or an ended session may still be believed by whoever kept one.
     */
    @WithDefault("PT5M")
    Duration lifetime();
}
