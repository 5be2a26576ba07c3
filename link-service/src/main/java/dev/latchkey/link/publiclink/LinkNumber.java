package dev.latchkey.link.publiclink;

import java.util.regex.Pattern;

/**
 * The address of a link in the Tuyu dialect: 18 digits, of which the first is not 0, all random. Never written to a
 * log.
 */
public record LinkNumber(String value) {

    private static final Pattern SHAPE = Pattern.compile("[1-9][0-9]{17}");

    public LinkNumber {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an 18-digit number");
        }
    }

    /** Whether a text can be such a number. */
    public static boolean canParse(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return "LinkNumber[...]";
    }
}
