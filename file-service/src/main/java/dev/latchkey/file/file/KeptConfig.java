package dev.latchkey.file.file;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long, and how much of, what nobody sees any more is kept: older revisions and the trash. */
@ConfigMapping(prefix = "latchkey.file.kept")
interface KeptConfig {

    /** How long a deleted file stays in the trash, with all its revisions. */
    @WithDefault("P15D")
    Duration trash();

    /** How long an older revision of a file is kept, from when it was replaced. */
    @WithDefault("P15D")
    Duration revisions();

    /**
     * How many bytes of older revisions and trash an account may have, in percent of its quota. Beyond that, what would
     * go first by its age goes at once; 0 keeps nothing.
     */
    @WithDefault("100")
    int percentOfQuota();

    /** How often the purge looks for what is to go; {@code off} for never. */
    @WithDefault("10m")
    String purgeEvery();

    /** How long after the start the purge looks for the first time. */
    @WithDefault("1m")
    String firstPurgeAfter();
}
