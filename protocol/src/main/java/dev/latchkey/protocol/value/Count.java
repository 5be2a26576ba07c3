package dev.latchkey.protocol.value;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.latchkey.protocol.error.ApiError;

/**
 * A whole number a caller gives: bytes, downloads, seconds. Never negative. What is larger than 64 bits hold is refused, not cut.
 *
 * @param value 0 or more; the unit is the parameter's
 */
public record Count(@JsonValue long value) {

    public Count {
        ApiError.INVALID_NUMBER.when(value < 0);
    }

    /** Reads a decimal number from the wire; {@link ApiError#INVALID_NUMBER} when it is none. */
    public static Count valueOf(String text) {
        return new Count(Numbers.id(text.strip(), ApiError.INVALID_NUMBER));
    }

    /** Whether the number is more than nothing: the dialect's limits read 0 as "no limit". */
    public boolean isPositive() {
        return value > 0;
    }
}
