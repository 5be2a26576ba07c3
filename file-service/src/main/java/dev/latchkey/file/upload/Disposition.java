package dev.latchkey.file.upload;

import dev.latchkey.protocol.value.Utf8;
import java.net.URLDecoder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the {@code Content-Disposition} of a part says. Other headers of the part are not looked at: some clients send nonsense in them.
 *
 * @param field the form field's name
 * @param fileName the file's name as sent, quoting undone, still with any folders before it; present makes the part a file
 */
record Disposition(Optional<String> field, Optional<String> fileName) {

    private static final String HEADER = "content-disposition:";

    /** Finds the disposition among the headers of a part; one that is missing or malformed says nothing. */
    static Disposition of(String headers) {
        // A line that begins with a blank continues the one before.
        for (String line : headers.replaceAll("\r?\n[ \t]+", " ").split("\r?\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith(HEADER)) {
                Map<String, String> parameters = new Reader(line.substring(HEADER.length())).parameters();
                return new Disposition(
                        Optional.ofNullable(parameters.get("name")),
                        Optional.ofNullable(parameters.get("filename"))
                                .or(() -> Optional.ofNullable(parameters.get("filename*"))
                                        .flatMap(Disposition::extended)));
            }
        }
        return new Disposition(Optional.empty(), Optional.empty());
    }

    /**
     * The file name without the folders some clients put before it. Browsers of old send paths with backslashes, and a backslash is in no name.
     */
    Optional<String> baseName() {
        return fileName.map(name -> name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1));
    }

    /** Undoes {@code UTF-8''na%20me}. */
    private static Optional<String> extended(String value) {
        String[] parts = value.split("'", 3);
        if (parts.length < 3 || !parts[0].equalsIgnoreCase("UTF-8")) {
            return Optional.empty();
        }
        try {
            // Not all of it need be escaped, and what is not is text already.
            String bytes = new String(parts[2].getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            return Optional.of(Utf8.decode(URLDecoder.decode(bytes.replace("+", "%2B"), StandardCharsets.ISO_8859_1)));
        } catch (IllegalArgumentException | CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /** Reads {@code form-data; name="a"; filename="b"} as clients write it, not as the grammar has it. */
    private static final class Reader {

        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Map<String, String> parameters() {
            Map<String, String> parameters = new LinkedHashMap<>();
            skipPast(';');
            while (at < text.length()) {
                int end = firstOf('=', ';');
                String name = text.substring(at, end).strip().toLowerCase(Locale.ROOT);
                at = end;
                if (at < text.length() && text.charAt(at) == '=') {
                    at++;
                    parameters.putIfAbsent(name, value());
                }
                skipPast(';');
            }
            return parameters;
        }

        private String value() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at < text.length() && text.charAt(at) == '"') {
                at++;
                return quoted();
            }
            int end = firstOf(';', ';');
            String value = text.substring(at, end).strip();
            at = end;
            return value;
        }

        /** Clients quote a quotation mark as {@code \"} or {@code %22}. A backslash before anything else but itself stands for itself. */
        private String quoted() {
            StringBuilder value = new StringBuilder();
            while (at < text.length() && text.charAt(at) != '"') {
                char c = text.charAt(at);
                boolean isEscape = c == '\\'
                        && at + 1 < text.length()
                        && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\');
                if (isEscape) {
                    at++;
                    c = text.charAt(at);
                }
                value.append(c);
                at++;
            }
            at++;
            return value.toString().replace("%22", "\"");
        }

        private void skipPast(char wanted) {
            at = Math.min(text.length(), firstOf(wanted, wanted) + 1);
        }

        private int firstOf(char one, char other) {
            for (int i = at; i < text.length(); i++) {
                if (text.charAt(i) == one || text.charAt(i) == other) {
                    return i;
                }
            }
            return text.length();
        }
    }
}
