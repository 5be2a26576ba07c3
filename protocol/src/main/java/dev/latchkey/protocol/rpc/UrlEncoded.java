package dev.latchkey.protocol.rpc;

import dev.latchkey.protocol.value.Utf8;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** Parameters as they stand in a query or an urlencoded form, and what else of an address a client may have left as it was. */
final class UrlEncoded {

    /** The framework keeps that many, and drops what comes after them without a word. */
    static final int MOST_PARAMETERS = 1_024;

    private static final BitSet PLAIN = plain();

    private UrlEncoded() {}

    private static BitSet plain() {
        BitSet plain = new BitSet();
        plain.set('a', 'z' + 1);
        plain.set('A', 'Z' + 1);
        plain.set('0', '9' + 1);
        "-._~!$'()*,:@/?&=+%".chars().forEach(plain::set);
        return plain;
    }

    /** Takes one parameter. */
    interface Sink {
        void put(String name, String value);
    }

    /**
     * Whether everybody reads it alike: no character that must not stand in an address but that clients leave as it is, and no semicolon, which
     * some take for the end of a parameter.
     */
    static boolean isPlain(String query) {
        for (int i = 0; i < query.length(); i++) {
            if (!PLAIN.get(query.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether that may stand in an address (RFC 3986). */
    static boolean isLegal(String address) {
        if (isPlain(address)) {
            return address.indexOf('%') < 0 || isUri(address);
        }
        return isUri(address);
    }

    private static boolean isUri(String address) {
        try {
            var _ = new URI(address);
            return true;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    /**
     * Decodes parameters; a semicolon is a character like any other.
     *
     * @param pairs   every character is one byte of what was sent
     * @param charset of names and values
     * @throws IllegalArgumentException for broken escapes, or if there are more than anybody needs
     * @throws CharacterCodingException for what is no text of that charset
     */
    static void decode(String pairs, Charset charset, Sink sink) throws CharacterCodingException {
        QueryStringDecoder decoder =
                new QueryStringDecoder(pairs, StandardCharsets.ISO_8859_1, false, MOST_PARAMETERS + 1, true);
        int count = 0;
        for (Map.Entry<String, List<String>> parameter : decoder.parameters().entrySet()) {
            String name = text(parameter.getKey(), charset);
            for (String value : parameter.getValue()) {
                count++;
                sink.put(name, text(value, charset));
            }
        }
        if (count > MOST_PARAMETERS) {
            throw new IllegalArgumentException("too many parameters");
        }
    }

    private static String text(String bytes, Charset charset) throws CharacterCodingException {
        return charset.equals(StandardCharsets.UTF_8)
                ? Utf8.decode(bytes)
                : charset.newDecoder()
                        .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                        .toString();
    }

    static String encode(Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, value) -> {
            if (!query.isEmpty()) {
                query.append('&');
            }
            query.append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        });
        return query.toString();
    }
}
