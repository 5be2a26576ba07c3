package dev.latchkey.file.file;

import dev.latchkey.protocol.value.FileName;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Finds a free name like {@code name (2).ext}. */
final class NumberedName {

    /** What {@code " (123456789)"} takes. */
    private static final int ROOM_FOR_NUMBER = 12;

    private final String start;
    private final String extension;

    /** Numbered forms of a name. So that they are names, too, a very long one is cut, and an absurdly long extension is none. */
    NumberedName(FileName name) {
        String value = name.value();
        int dot = value.lastIndexOf('.');
        // A leading dot begins no extension.
        boolean hasExtension = dot > 0 && bytes(value.substring(dot)) <= FileName.MAX_BYTES / 2;
        this.extension = hasExtension ? value.substring(dot) : "";
        String stem = value.substring(0, value.length() - extension.length());
        while (bytes(stem) + ROOM_FOR_NUMBER + bytes(extension) > FileName.MAX_BYTES) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        this.start = stem + " (";
    }

    /** What all numbered forms begin with. */
    String start() {
        return start;
    }

    /** The first numbered form that is not taken. */
    FileName free(Set<String> taken) {
        for (int number = 2; ; number++) {
            String candidate = start + number + ")" + extension;
            if (!taken.contains(candidate)) {
                return new FileName(candidate);
            }
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
