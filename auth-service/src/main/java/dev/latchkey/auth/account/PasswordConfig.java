package dev.latchkey.auth.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How passwords are hashed. A changed cost is applied to each account at its next log-in. */
@ConfigMapping(prefix = "latchkey.auth.password")
interface PasswordConfig {

    /** Memory of one hash in KiB. */
    @WithDefault("19456")
    int memoryKib();

    /** Passes over that memory. */
    @WithDefault("2")
    int iterations();

    /** Lanes of one hash. */
    @WithDefault("1")
    int parallelism();

    /** Hashes computed at once; each takes one processor and the memory above. */
    @WithDefault("2")
    int atOnce();

    /** Log-ins that may wait for their hash; one more is answered 5000. */
    @WithDefault("64")
    int waiting();

    /** The longest a log-in waits for its hash before it is answered 5000. */
    @WithDefault("PT10S")
    Duration longestWait();
}
