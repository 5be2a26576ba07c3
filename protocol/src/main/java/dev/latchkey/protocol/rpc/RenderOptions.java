package dev.latchkey.protocol.rpc;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the caller wants the reply: the dialect's global parameters. They hold for one request, not for a connection, since proxies share connections.
 *
 * @param id echoed as {@code id}
 * @param timestamps {@code timeformat=timestamp}: times as seconds since 1970
 * @param iconNumbers {@code iconformat=id}: icons as numbers
 * @param fileFields metadata fields of files to show; none means all
 * @param folderFields metadata fields of folders to show; none means all
 */
record RenderOptions(
        Optional<String> id,
        boolean timestamps,
        boolean iconNumbers,
        Set<String> fileFields,
        Set<String> folderFields) {

    static final RenderOptions DEFAULT = new RenderOptions(Optional.empty(), false, false, Set.of(), Set.of());

    /**
     * Reads the options.
     *
     * @param parameter looks up a parameter by its name; null where it was not sent
     */
    static RenderOptions of(Function<String, @Nullable String> parameter) {
        Set<String> all = fields(parameter.apply("filtermeta"));
        Set<String> files = fields(parameter.apply("filterfilemeta"));
        Set<String> folders = fields(parameter.apply("filterfoldermeta"));
        return new RenderOptions(
                Optional.ofNullable(parameter.apply("id")),
                "timestamp".equals(parameter.apply("timeformat")),
                "id".equals(parameter.apply("iconformat")),
                files.isEmpty() ? all : files,
                folders.isEmpty() ? all : folders);
    }

    private static Set<String> fields(@Nullable String list) {
        if (list == null || list.isBlank() || list.equals("0")) {
            return Set.of();
        }
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
