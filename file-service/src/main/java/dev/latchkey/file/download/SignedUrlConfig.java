package dev.latchkey.file.download;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How signed URLs are checked. */
@ConfigMapping(prefix = "latchkey.signed-url")
interface SignedUrlConfig {

    /** The key ring; looked at again every second, so that keys rotate without a restart. */
    Path keysFile();

    /** How long after its end a URL is still served, because the clocks of signer and verifier differ. */
    @WithDefault("PT0S")
    Duration clockSkew();
}
