package dev.latchkey.link.publiclink;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often a link's password may be guessed, and how many are judged at once. */
@ConfigMapping(prefix = "latchkey.link-password")
interface PasswordConfig {

    /** Wrong tries per link and address within one window; after that 4000 until the window ends. */
    @WithDefault("10")
    int tries();

    /** Length of the window, from the first try. Clients of the dialect wait five minutes after 4000. */
    @WithDefault("PT5M")
    Duration window();

    /** Hashes computed at once; each takes one processor and 19 MiB. */
    @WithDefault("2")
    int atOnce();

    /** Passwords that may wait for their hash; one more is answered 5002. */
    @WithDefault("64")
    int waiting();

    /** The longest a password waits for its hash before it is answered 5002. */
    @WithDefault("PT10S")
    Duration longestWait();
}
