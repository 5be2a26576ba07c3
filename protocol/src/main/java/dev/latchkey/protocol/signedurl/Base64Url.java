package dev.latchkey.protocol.signedurl;

import java.util.Arrays;
import java.util.Base64;

/**
 * Base64url without padding. The JDK's decoder also takes padding and stray low bits, and throws; a token must have one
 * spelling only.
 */
final class Base64Url {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final byte[] VALUES = values();
    private static final byte[] NOTHING = {};

    private Base64Url() {}

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The bytes; none at all if the text is not exactly what {@link #encode} makes of them. */
    static byte[] decode(String text) {
        int length = text.length();
        byte[] bytes = new byte[(int) (length * 6L / 8)];
        int written = 0;
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            int value = c < VALUES.length ? VALUES[c] : -1;
            if (value < 0) {
                return NOTHING;
            }
            buffer = buffer << 6 | value;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                bytes[written++] = (byte) (buffer >> bits);
            }
        }
        boolean wholeBytes = bits < 6;
        boolean noStrayBits = (buffer & (1 << bits) - 1) == 0;
        return wholeBytes && noStrayBits ? bytes : NOTHING;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        return values;
    }
}
