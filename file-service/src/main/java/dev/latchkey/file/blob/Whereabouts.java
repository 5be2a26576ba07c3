package dev.latchkey.file.blob;

import java.nio.file.Path;

/** Where a blob is, if it is anywhere. */
public sealed interface Whereabouts {

    /** On this machine, in that file. */
    record Here(Path file) implements Whereabouts {}

    /** In the store, from where it can be read piece by piece. */
    record Elsewhere(RemoteBlob blob) implements Whereabouts {}

    /** There is no such blob. */
    record Nowhere() implements Whereabouts {}
}
