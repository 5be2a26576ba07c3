package dev.latchkey.protocol.neighbour;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Another service did not answer, or not as it should. */
public final class NeighbourException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private NeighbourException(String message, int status, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** No answer that could be read. */
    static NeighbourException silent(String message, @Nullable Throwable cause) {
        return new NeighbourException(message, 0, cause);
    }

    /** An answer that is no success. */
    static NeighbourException refused(String name, int status) {
        return new NeighbourException(name + " answers HTTP " + status, status, null);
    }

    /** The HTTP status, if one came and was no success. */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }
}
