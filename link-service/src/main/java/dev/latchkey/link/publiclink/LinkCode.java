package dev.latchkey.link.publiclink;

import dev.latchkey.protocol.error.ApiError;
import java.nio.charset.StandardCharsets;

/**
 * The secret part of a link's address: long (22 characters, 131 random bits) or short (11 characters, 65 bits),
 * accepted alike wherever a code is asked for. Never written to a log.
 */
public record LinkCode(String value) {

    static final int LONG = 22;
    static final int SHORT = 11;

    public LinkCode {
        ApiError.INVALID_LINK_CODE.when(!isCode(value));
    }

    /**
     * Reads a code from a request.
     *
     * @throws dev.latchkey.protocol.error.ApiException 1028 for nothing, 7001 for what can be no code
     */
    public static LinkCode valueOf(String wire) {
        ApiError.NO_LINK_CODE.when(wire.isEmpty());
        return new LinkCode(wire);
    }

    private static boolean isCode(String text) {
        if (text.length() != LONG && text.length() != SHORT) {
            return false;
        }
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (!(each >= '0' && each <= '9' || each >= 'A' && each <= 'Z' || each >= 'a' && each <= 'z')) {
                return false;
            }
        }
        return true;
    }

    boolean isShort() {
        return value.length() == SHORT;
    }

    @Override
    public String toString() {
        return "LinkCode[...]";
    }
}
