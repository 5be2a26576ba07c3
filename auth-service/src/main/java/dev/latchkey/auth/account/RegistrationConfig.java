package dev.latchkey.auth.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many accounts may be opened. */
@ConfigMapping(prefix = "latchkey.auth.registration")
interface RegistrationConfig {

    /** Registrations from one address (of IPv6: one /64), refused ones included, before it is answered 4000. */
    @WithDefault("200")
    int perAddress();

    /** The time in which a spent budget fills up again. */
    @WithDefault("PT1H")
    Duration period();
}
