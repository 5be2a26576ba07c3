package dev.latchkey.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A row of {@code docs/api/routes.json}.
 *
 * @param path decoded; that of a prefix ends in a slash
 * @param isPrefix whether it stands for all paths that begin so
 * @param site {@code api}, {@code pages} or {@code content}
 * @param isStream whether bodies may be of any length: an upload or a download, which may take hours
 */
record Route(String path, boolean isPrefix, String service, String site, boolean isStream) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** All routes, by path. */
    static List<Route> all() {
        Set<String> uploads = rows("docs/api/methods.json").stream()
                .filter(method -> method.get("body").asText().equals("STREAM"))
                .map(method -> "/" + method.get("method").asText())
                .collect(Collectors.toSet());
        return rows("docs/api/routes.json").stream()
                .map(row -> {
                    String path = row.get("path").asText();
                    String site = row.get("site").asText().toLowerCase(Locale.ROOT);
                    return new Route(
                            path,
                            row.get("match").asText().equals("PREFIX"),
                            row.get("service").asText(),
                            site,
                            site.equals("content") || uploads.contains(path));
                })
                .toList();
    }

    static List<JsonNode> rows(String file) {
        try {
            return StreamSupport.stream(
                            JSON.readTree(Repository.file(file).toFile()).spliterator(), false)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
