package dev.latchkey.protocol.signedurl;

import java.nio.charset.StandardCharsets;
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
        // What is no Latin-1 becomes a question mark, which has no value either.
        byte[] letters = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = new byte[(int) (letters.length * 6L / 8)];
        int whole = letters.length & ~3;
        int written = 0;
        int read = 0;
        while (read < whole) {
            int three = value(letters[read]) << 18
                    | value(letters[read + 1]) << 12
                    | value(letters[read + 2]) << 6
                    | value(letters[read + 3]);
            if (three < 0) {
                return NOTHING;
            }
            bytes[written] = (byte) (three >> 16);
            bytes[written + 1] = (byte) (three >> 8);
            bytes[written + 2] = (byte) three;
            read += 4;
            written += 3;
        }
        return decodeRest(letters, read, bytes, written) ? bytes : NOTHING;
    }

    /** Decodes the last two or three letters; no bytes are one letter, and what the bytes leave of the last is zero. */
    private static boolean decodeRest(byte[] letters, int read, byte[] bytes, int written) {
        switch (letters.length - read) {
            case 0 -> {
                return true;
            }
            case 2 -> {
                int twelve = value(letters[read]) << 6 | value(letters[read + 1]);
                if (twelve < 0 || (twelve & 0xF) != 0) {
                    return false;
                }
                bytes[written] = (byte) (twelve >> 4);
                return true;
            }
            case 3 -> {
                int eighteen = value(letters[read]) << 12 | value(letters[read + 1]) << 6 | value(letters[read + 2]);
                if (eighteen < 0 || (eighteen & 3) != 0) {
                    return false;
                }
                bytes[written] = (byte) (eighteen >> 10);
                bytes[written + 1] = (byte) (eighteen >> 2);
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    /** Six bits, or a negative number, which stays negative beside others. */
    private static int value(byte letter) {
        return VALUES[letter & 0xFF];
    }

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        return values;
    }
}
