package dev.latchkey.file.traffic;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How traffic gets to link-service. */
@ConfigMapping(prefix = "latchkey.traffic")
interface TrafficConfig {

    /** How often what was sent is written down and reported: what a crash may lose. */
    @WithDefault("PT1S")
    Duration flushEvery();

    /** The longest pause between two tries while link-service does not take reports. */
    @WithDefault("PT1M")
    Duration longestPause();

    /**
     * How long a report that link-service does not take is delivered again and again. Less than 30 days, after which
     * link-service would not remember that it has counted it.
     */
    @WithDefault("P25D")
    Duration giveUpAfter();

    /** How long a report that was refused, or given up, can still be looked at in {@code traffic_outbox}. */
    @WithDefault("P30D")
    Duration lostKept();
}
