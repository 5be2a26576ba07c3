package dev.latchkey.file.file;

import dev.latchkey.protocol.remote.Category;
import dev.latchkey.protocol.remote.Icon;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which kind of file a name and the first bytes speak of. The extension decides, as people expect; where it says nothing, the bytes do. The
 * table is {@code content-types.tsv} beside this class.
 */
final class ContentTypes {

    private static final String TABLE = "content-types.tsv";
    private static final Map<String, ContentType> BY_EXTENSION = new HashMap<>();
    private static final Map<String, ContentType> BY_MIME_TYPE = new HashMap<>();
    private static final Map<String, String> USUAL_EXTENSION = new HashMap<>();

    static {
        for (String line : table()) {
            if (!line.startsWith("#")) {
                read(line.split("\t", -1));
            }
        }
    }

    private ContentTypes() {}

    /** The kind of a file of this name, whose first bytes gave away the given MIME type, if any. */
    static ContentType of(String fileName, Optional<String> sniffed) {
        ContentType byName = BY_EXTENSION.get(extension(fileName));
        if (byName != null) {
            return byName;
        }
        return sniffed.map(type -> BY_MIME_TYPE.getOrDefault(type, ContentType.UNKNOWN))
                .orElse(ContentType.UNKNOWN);
    }

    /** A name by whose extension others can tell the kind: the file's own, or with the extension its first bytes call for. */
    static String tellingName(String fileName, Optional<String> sniffed) {
        if (BY_EXTENSION.containsKey(extension(fileName))) {
            return fileName;
        }
        return sniffed.map(USUAL_EXTENSION::get)
                .map(extension -> fileName + "." + extension)
                .orElse(fileName);
    }

    private static String extension(String fileName) {
        return fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static void read(String[] columns) {
        ContentType type = new ContentType(
                columns[0],
                Icon.valueOf(columns[1].toUpperCase(Locale.ROOT)),
                Category.valueOf(columns[2].toUpperCase(Locale.ROOT)),
                columns[3].equals("thumb"));
        BY_MIME_TYPE.put(type.mimeType(), type);
        List<String> extensions = List.of(columns[4].split(" ", -1));
        USUAL_EXTENSION.put(type.mimeType(), extensions.getFirst());
        for (String extension : extensions) {
            if (BY_EXTENSION.put(extension, type) != null) {
                throw new IllegalStateException(TABLE + " has the extension " + extension + " twice");
            }
        }
    }

    static List<String> table() {
        try (InputStream table = ContentTypes.class.getResourceAsStream(TABLE)) {
            if (table == null) {
                throw new IllegalStateException(TABLE + " is missing from the program");
            }
            return new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
