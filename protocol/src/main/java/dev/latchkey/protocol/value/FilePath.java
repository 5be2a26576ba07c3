package dev.latchkey.protocol.value;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.latchkey.protocol.error.ApiError;
import java.util.List;

/**
 * An absolute path in the caller's tree, such as {@code /Music/song.mp3}; {@code /} is the root. A trailing slash is tolerated and remembered: in
 * {@code topath} it means "into this folder". Components follow the rules of {@link FileName}.
 */
public record FilePath(@JsonValue String value) {

    public FilePath {
        ApiError.INVALID_PATH.when(!value.startsWith("/") || value.length() > 65_536);
        if (!value.equals("/")) {
            String inner = value.endsWith("/") ? value.substring(1, value.length() - 1) : value.substring(1);
            for (String component : inner.split("/", -1)) {
                ApiError.INVALID_PATH.when(!FileName.isValid(component));
            }
        }
    }

    /** Takes a path from the wire; {@link ApiError#INVALID_PATH} when it is none. */
    public static FilePath valueOf(String text) {
        return new FilePath(text);
    }

    /** Whether this is the root folder. */
    public boolean isRoot() {
        return value.equals("/");
    }

    /** Whether the path ends in a slash, which says "a folder"; true for the root. */
    public boolean endsInSlash() {
        return value.endsWith("/");
    }

    /** The names from the root down; empty for the root. */
    public List<FileName> components() {
        if (isRoot()) {
            return List.of();
        }
        String inner = endsInSlash() ? value.substring(1, value.length() - 1) : value.substring(1);
        return List.of(inner.split("/", -1)).stream().map(FileName::new).toList();
    }

    /** The last name; {@link ApiError#INVALID_PATH} for the root, which has none. */
    public FileName name() {
        ApiError.INVALID_PATH.when(isRoot());
        return components().getLast();
    }

    /** The path of the folder this lies in; {@link ApiError#INVALID_PATH} for the root. */
    public FilePath parent() {
        ApiError.INVALID_PATH.when(isRoot());
        String trimmed = endsInSlash() ? value.substring(0, value.length() - 1) : value;
        int slash = trimmed.lastIndexOf('/');
        return new FilePath(slash == 0 ? "/" : trimmed.substring(0, slash));
    }

    /** The path of something inside this folder. */
    public FilePath child(FileName name) {
        return new FilePath(endsInSlash() ? value + name.value() : value + "/" + name.value());
    }

    @Override
    public String toString() {
        return value;
    }
}
