package dev.latchkey.file.upload;

import dev.latchkey.protocol.value.FilePath;
import dev.latchkey.protocol.value.Flag;
import dev.latchkey.protocol.value.FolderId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What an uploader asks for, wherever they said so.
 *
 * @param folderId where to
 * @param path or where to
 * @param fileName the name; the first file's, if there are several
 * @param isNumberedOnConflict a file of that name stays, the new one gets a number
 * @param modified {@code mtime}
 * @param created {@code ctime}
 */
record UploadOptions(
        Optional<FolderId> folderId,
        Optional<FilePath> path,
        Optional<String> fileName,
        boolean isNumberedOnConflict,
        Optional<UnixSeconds> modified,
        Optional<UnixSeconds> created) {

    /** The form fields that mean something to an upload, to who makes it or to how they want the reply; all others are skipped unread. */
    static final Set<String> FIELDS = Set.of(
            "folderid",
            "path",
            "filename",
            "renameifexists",
            "mtime",
            "ctime",
            "auth",
            "access_token",
            "username",
            "password",
            "getauth",
            "authexpire",
            "authinactiveexpire",
            "device",
            "id",
            "timeformat",
            "iconformat",
            "filtermeta",
            "filterfilemeta",
            "filterfoldermeta");

    /** The same, but what the form says counts more than what the query says. */
    UploadOptions overriddenBy(Map<String, String> fields) {
        return new UploadOptions(
                field(fields, "folderid", FolderId::valueOf).or(() -> folderId),
                field(fields, "path", FilePath::valueOf).or(() -> path),
                field(fields, "filename", Function.identity()).or(() -> fileName),
                field(fields, "renameifexists", Flag::valueOf).map(Flag::isSet).orElse(isNumberedOnConflict),
                field(fields, "mtime", UnixSeconds::valueOf).or(() -> modified),
                field(fields, "ctime", UnixSeconds::valueOf).or(() -> created));
    }

    private static <T> Optional<T> field(Map<String, String> fields, String name, Function<String, T> read) {
        return Optional.ofNullable(fields.get(name))
                .filter(text -> !text.isEmpty())
                .map(read);
    }
}
