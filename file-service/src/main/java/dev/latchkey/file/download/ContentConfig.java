package dev.latchkey.file.download;

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
     * How long HEAD and range requests for an MP3 that is still being made wait for its end, which tells its length.
     * After that they are answered as far as is known: HEAD without a length, ranges with everything.
     */
    @WithDefault("PT20S")
    Duration lengthWait();
}
