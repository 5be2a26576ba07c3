package dev.latchkey.protocol.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.latchkey.protocol.error.ApiError;

/** The account of a person: {@code userid} on the wire. */
public record AccountId(@JsonValue long value) {

    @JsonCreator
    public AccountId {}

    /** Reads a decimal id from the wire; {@link ApiError#LOG_IN_FAILED} when it is none. */
    public static AccountId valueOf(String text) {
        return new AccountId(Numbers.id(text, ApiError.LOG_IN_FAILED));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
