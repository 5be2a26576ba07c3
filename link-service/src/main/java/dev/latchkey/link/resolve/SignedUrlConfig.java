package dev.latchkey.link.resolve;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** How URLs are signed. */
@ConfigMapping(prefix = "latchkey.signed-url")
interface SignedUrlConfig {

    /** The key ring, shared with file-service; read again when it changes. */
    Path keysFile();

    /**
     * Smallest {@code maxspeed} that may be asked for, bytes per second; slower downloads only keep connections busy
     * (2011).
     */
    @WithDefault("16384")
    long minSpeed();

    /**
     * Whether a URL works only from the address that asked for it. Off: behind some proxies and networks a client's
     * address changes.
     */
    @WithDefault("false")
    boolean boundToAddress();
}
