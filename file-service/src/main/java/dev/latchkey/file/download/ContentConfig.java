package dev.latchkey.file.download;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** How content is handed out. */
@ConfigMapping(prefix = "latchkey.content")
interface ContentConfig {

    /** Origins whose scripts may read content, such as {@code https://files.example.org}; {@code *} for all. */
    @WithDefault("${latchkey.public.url:}")
    Optional<List<String>> allowedOrigins();

    /** Memory for the bytes of small files that were sent lately, such as {@code 16M}; {@code 0} for none. */
    @WithDefault("16M")
    MemorySize memory();

    /** The largest file that is kept there. */
    @WithDefault("64K")
    MemorySize memoryLargest();
}
