package dev.latchkey.protocol.value;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as it was sent. What is none is told, not replaced: names that differ in such bytes only would become one. */
public final class Utf8 {

    private static final int ASCII = 0x80;

    private Utf8() {}

    /** @throws CharacterCodingException if the bytes are no UTF-8 */
    public static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /**
     * Decodes what was read as if each byte was a character.
     *
     * @throws CharacterCodingException if the bytes are no UTF-8
     */
    public static String decode(String bytes) throws CharacterCodingException {
        return isAscii(bytes) ? bytes : decode(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= ASCII) {
                return false;
            }
        }
        return true;
    }
}
