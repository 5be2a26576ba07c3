package dev.latchkey.protocol.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.latchkey.protocol.error.ApiError;

/** A file, over all its revisions: {@code fileid} on the wire. Files and folders share one id space. */
public record FileId(@JsonValue long value) {

    @JsonCreator
    public FileId {}

    /** Reads a decimal id from the wire; {@link ApiError#INVALID_FILEID} when it is none. */
    public static FileId valueOf(String text) {
        return new FileId(Numbers.id(text, ApiError.INVALID_FILEID));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
