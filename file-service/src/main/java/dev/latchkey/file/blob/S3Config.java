package dev.latchkey.file.blob;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The bucket that holds the blobs where {@code latchkey.file.blobs.store} is {@code s3}. */
@ConfigMapping(prefix = "latchkey.file.s3")
interface S3Config {

    /** Address of the object store, such as {@code https://s3.example.com}; without one, Amazon's in the region. */
    Optional<URI> endpoint();

    /** The region that requests are signed for; stores that know none take any. */
    @WithDefault("us-east-1")
    String region();

    /** The bucket. It has to be there, and to belong to this installation alone. */
    Optional<String> bucket();

    /** Whose requests they are. May list the bucket and its unfinished uploads, and read, write and delete objects. */
    Optional<String> accessKey();

    /** The secret that goes with the access key. */
    Optional<String> secretKey();

    /** Whether the bucket is named in the path rather than in the host's name; Amazon prefers the latter. */
    @WithDefault("true")
    boolean pathStyle();

    /** How long a reader waits for an answer of the store before the answer is 503. */
    @WithDefault("PT2S")
    Duration patience();

    /** How long one piece of an upload may take, and how long a transfer may stand still. */
    @WithDefault("PT60S")
    Duration timeout();

    /** Room for copies of blobs on this replica's disk; those that were not asked for longest give way. */
    @WithDefault("16G")
    MemorySize copies();

    /** Blobs up to that size are brought here before they are sent; larger ones are sent as they come. 64M at most. */
    @WithDefault("1M")
    MemorySize copyFirst();

    /** Room for uploads and copies on their way; more at once fail. So no file can be larger. */
    @WithDefault("16G")
    MemorySize staging();
}
