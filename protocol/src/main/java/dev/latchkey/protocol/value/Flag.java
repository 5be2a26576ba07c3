package dev.latchkey.protocol.value;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * An option that counts "if set": absent, empty, {@code 0} and {@code false} all mean unset, since real clients send explicit zeros; any other
 * text sets it.
 */
public record Flag(@JsonValue boolean isSet) {

    /** Reads a flag from the wire. */
    public static Flag valueOf(String text) {
        return new Flag(
                switch (text.strip().toLowerCase(Locale.ROOT)) {
                    case "", "0", "false" -> false;
                    default -> true;
                });
    }
}
