package dev.latchkey.protocol.signedurl;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A file name as one segment of a URL path: UTF-8, everything percent-encoded but the unreserved characters of RFC
 * 3986.
 */
final class PathSegment {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final byte[] NOTHING = {};

    private PathSegment() {}

    static String encode(byte[] utf8) {
        StringBuilder encoded = new StringBuilder(utf8.length + 16);
        for (byte octet : utf8) {
            if (isUnreserved((char) Byte.toUnsignedInt(octet))) {
                encoded.append((char) octet);
            } else {
                HEX.toHexDigits(encoded.append('%'), octet);
            }
        }
        return encoded.toString();
    }

    /**
     * The bytes of a raw segment; none at all if it is no segment. Characters that clients and proxies leave or make
     * bare are accepted bare: the signature is over the name, not over its spelling.
     */
    static byte[] decode(String raw) {
        int length = raw.length();
        byte[] bytes = new byte[length];
        int written = 0;
        for (int i = 0; i < length; i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                if (i + 2 >= length
                        || !HexFormat.isHexDigit(raw.charAt(i + 1))
                        || !HexFormat.isHexDigit(raw.charAt(i + 2))) {
                    return NOTHING;
                }
                bytes[written++] = (byte) HexFormat.fromHexDigits(raw, i + 1, i + 3);
                i += 2;
            } else if (c > ' ' && c < 0x7F && c != '/' && c != '?' && c != '#') {
                bytes[written++] = (byte) c;
            } else {
                return NOTHING;
            }
        }
        return written == length ? bytes : Arrays.copyOf(bytes, written);
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
