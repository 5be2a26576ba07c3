package dev.latchkey.protocol.value;

import dev.latchkey.protocol.error.ApiError;

/** Reads the dialect's numbers: decimal digits only, no sign but a leading minus, 64 bits. */
final class Numbers {

    private Numbers() {}

    static long id(String text, ApiError otherwise) {
        long value = signed(text, otherwise);
        otherwise.when(value < 0);
        return value;
    }

    static long signed(String text, ApiError otherwise) {
        int digits = text.startsWith("-") ? 1 : 0;
        otherwise.when(text.length() == digits || text.length() > 20);
        for (int i = digits; i < text.length(); i++) {
            otherwise.when(text.charAt(i) < '0' || text.charAt(i) > '9');
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw otherwise.exception();
        }
    }
}
