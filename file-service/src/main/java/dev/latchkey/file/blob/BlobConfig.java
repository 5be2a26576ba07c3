package dev.latchkey.file.blob;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.time.Duration;

/** Where content is kept, and when what nobody needs goes. */
@ConfigMapping(prefix = "latchkey.file.blobs")
interface BlobConfig {

    /**
     * Directory of the blobs, made if missing. Replicas may share it if its file system has POSIX locks. With an object
     * store: of copies and of what is on its way, and then each replica needs one of its own.
     */
    @WithParentName
    Path directory();

    /** What holds the blobs. */
    @WithDefault("directory")
    Kind store();

    /** What can hold blobs. */
    enum Kind {
        /** The directory. */
        DIRECTORY,
        /** A bucket of an S3-compatible object store, as {@link S3Config} says. */
        S3
    }

    /**
     * How long a blob stays although no row refers to it: longer than any caller may take between storing bytes and
     * committing the row that refers to them.
     */
    @WithDefault("PT1H")
    Duration grace();

    /** How long nothing may have been written to a temporary file before it counts as left behind by a crash. */
    @WithDefault("PT6H")
    Duration abandonedAfter();

    /** How often the sweep looks for blobs and temporary files that nobody needs; {@code off} for never. */
    @WithDefault("1h")
    String sweepEvery();

    /** How long after the start the sweep looks for the first time. */
    @WithDefault("1m")
    String firstSweepAfter();
}
