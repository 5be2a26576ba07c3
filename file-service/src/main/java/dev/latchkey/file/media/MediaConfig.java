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
     * Directory for finished MP3s, parts of them and the unpacked bundled binary. One for each replica, not shared.
     */
    @WithDefault("${latchkey.file.blobs}-media")
    Path directory();

    /**
     * How many transcodes run at once. Far more than there are processors, so that a newcomer need not wait for others'
     * whole segments; each takes about 3 MB, and 15 MB for all together. More than 32 for each processor would be made
     * slower than they play. As many decoders, of sound that has to be decoded from its beginning, run beside them,
     * and as many measurements for somebody who waits.
     */
    @WithDefault("64")
    int transcodes();

    /** How many more may wait for their turn; the next one is answered 5002. */
    @WithDefault("64")
    int queue();

    /** How long a listener who has not got a byte yet waits for a turn, or for a measurement, before the answer is 5002. */
    @WithDefault("PT10S")
    Duration maxWait();

    /** How long the making of one segment (about a minute of sound) may take, by the clock on the wall. */
    @WithDefault("PT5M")
    Duration timeLimit();

    /** How much room MP3s and decoded sound may take; the least recently used go first. */
    @WithDefault("4G")
    MemorySize cacheSize();

    /** How many files are looked at at once. */
    @WithDefault("2")
    int probes();

    /** How long looking at one file may take, waiting for its turn included. */
    @WithDefault("PT10S")
    Duration probeLimit();

    /** How long measuring one file may take, that is decoding all of its sound, by the clock on the wall. */
    @WithDefault("PT5M")
    Duration measureLimit();
}
