package dev.latchkey.file.download;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The {@code Content-Disposition} of a download (RFC 6266): the name in plain ASCII for old clients, with {@code _} for
 * what that cannot say, and where it differs also in full (RFC 8187).
 */
final class ContentDisposition {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String UNESCAPED = "!#$&+-.^_`|~";
    private static final String UNSAFE_QUOTED = "\"\\%";

    private ContentDisposition() {}

    static String header(boolean attachment, Optional<String> name) {
        String kind = attachment ? "attachment" : "inline";
        if (name.isEmpty()) {
            return kind;
        }
        String header = kind + "; filename=\"";
        return isPlain(name.get())
                ? header + name.get() + "\""
                : header + plain(name.get()) + "\"; filename*=UTF-8''" + extended(name.get());
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isPlain(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(int c) {
        return c >= ' ' && c <= '~' && UNSAFE_QUOTED.indexOf(c) < 0;
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        name.codePoints().map(c -> isPlain(c) ? c : '_').forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static String extended(String name) {
        StringBuilder extended = new StringBuilder(name.length() * 3);
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) Byte.toUnsignedInt(octet);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNESCAPED.indexOf(c) >= 0)) {
                extended.append(c);
            } else {
                HEX.toHexDigits(extended.append('%'), octet);
            }
        }
        return extended.toString();
    }
}
