package dev.latchkey.file.download;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How content is handed out. */
@ConfigMapping(prefix = "latchkey.content")
interface ContentConfig {

    /** Origins whose scripts may read content, such as {@code https://files.example.org}; {@code *} for all. */
    @WithDefault("${latchkey.public.url:}")
    Optional<List<String>> allowedOrigins();

    /**
     * How long caches that many share may keep content, such as {@code PT5M}, whose URL is bound to nobody; {@code PT0S} for not
     * at all. So long after a link has ended they may still send it.
     */
    @WithDefault("PT0S")
    Duration sharedMaxAge();

    /** Memory for the bytes of small files that were sent lately, such as {@code 16M}; {@code 0} for none. */
    @WithDefault("16M")
    MemorySize memory();

    /** The largest file that is kept there. */
    @WithDefault("64K")
    MemorySize memoryLargest();
}
