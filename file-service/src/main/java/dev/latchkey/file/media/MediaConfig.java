package dev.latchkey.file.media;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where ffmpeg is and how much of the machine it may use. */
@ConfigMapping(prefix = "latchkey.media")
interface MediaConfig {

    /** The ffmpeg to run, an absolute path. Without one: {@code ffmpeg} on the PATH, else the bundled binary. */
    Optional<Path> ffmpeg();

    /**
     * Directory for finished variants, running ones and the unpacked bundled binary. One for each replica, not shared.
     */
    @WithDefault("${latchkey.file.blobs}-media")
    Path directory();

    /** How many transcodes run at once. */
    @WithDefault("4")
    int transcodes();

    /** How many more may wait for their turn; the next one is answered 5002. */
    @WithDefault("64")
    int queue();

    /** How long one may wait for its turn before it is answered 5002. */
    @WithDefault("PT10S")
    Duration maxWait();

    /** How long one transcode may take, by the clock on the wall. */
    @WithDefault("PT15M")
    Duration timeLimit();

    /** How long the MP3 of one file may get. */
    @WithDefault("2G")
    MemorySize outputLimit();

    /** How much room finished variants may take; the least recently used go first. */
    @WithDefault("4G")
    MemorySize cacheSize();

    /** How many files are looked at (probed) at once. */
    @WithDefault("2")
    int probes();

    /** How long looking at one file may take, waiting for its turn included. */
    @WithDefault("PT10S")
    Duration probeLimit();
}
