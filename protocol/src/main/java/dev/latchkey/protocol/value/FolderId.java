package dev.latchkey.protocol.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.latchkey.protocol.error.ApiError;

/** A folder: {@code folderid} on the wire, where 0 is the caller's own root. */
public record FolderId(@JsonValue long value) {

    @JsonCreator
    public FolderId {}

    /** Reads a decimal id from the wire; {@link ApiError#INVALID_FOLDERID} when it is none. */
    public static FolderId valueOf(String text) {
        return new FolderId(Numbers.id(text, ApiError.INVALID_FOLDERID));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
