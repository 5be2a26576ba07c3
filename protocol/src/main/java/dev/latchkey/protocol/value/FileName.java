package dev.latchkey.protocol.value;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.latchkey.protocol.error.ApiError;
import java.nio.charset.StandardCharsets;

/**
 * The name of a file or folder within its folder: 1 to 1023 bytes of UTF-8, case-sensitive, kept as given (no Unicode normalisation), without
 * NUL, {@code /} and {@code \}, and neither {@code .} nor {@code ..}.
 */
public record FileName(@JsonValue String value) {

    /** The longest name, in bytes of UTF-8. */
    public static final int MAX_BYTES = 1023;

    public FileName {
        ApiError.INVALID_NAME.when(!isValid(value));
    }

    /** Takes a name from the wire; {@link ApiError#INVALID_NAME} when it may not be one. */
    public static FileName valueOf(String text) {
        return new FileName(text);
    }

    /** Whether a text may be a name. */
    public static boolean isValid(String text) {
        return !text.isEmpty()
                && !text.equals(".")
                && !text.equals("..")
                && text.indexOf('/') < 0
                && text.indexOf('\\') < 0
                && text.indexOf('\0') < 0
                && StandardCharsets.UTF_8.newEncoder().canEncode(text)
                && text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    @Override
    public String toString() {
        return value;
    }
}
