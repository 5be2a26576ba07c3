package dev.latchkey.protocol.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.latchkey.protocol.error.ApiError;

/** A public link: {@code linkid} on the wire; 0 inside signed URLs stands for an owner's own link. */
public record LinkId(@JsonValue long value) {

    @JsonCreator
    public LinkId {}

    /** Reads a decimal id from the wire; {@link ApiError#NO_LINKID} when it is none. */
    public static LinkId valueOf(String text) {
        return new LinkId(Numbers.id(text, ApiError.NO_LINKID));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
