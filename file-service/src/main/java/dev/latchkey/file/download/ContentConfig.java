package dev.latchkey.file.download;

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
}
