package dev.latchkey.local.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which service answers which path, by the list that the build generates out of the services' own declarations.
 * Everything else, above all {@code /internal} and {@code /q}, has no owner.
 */
public final class Routes {

    private record Prefix(String path, String service) {}

    /**
     * {@code .} and {@code ..}, plain or encoded, with or without parameters: a service would normalise them to a path
     * with another owner.
     */
    private static final Pattern DOTS = Pattern.compile("(?i)/(\\.|%2e){1,2}(?=[/;?]|%2f|%5c|$)");

    private final Map<String, String> paths;
    private final List<Prefix> prefixes;

    private Routes(Map<String, String> paths, List<Prefix> prefixes) {
        this.paths = paths;
        this.prefixes = prefixes;
    }

    /**
     * Reads the list that was packed into this jar.
     *
     * @throws IllegalStateException it is not there: the jar was built without {@code docs/api/routes.json}
     */
    public static Routes load() {
        try (InputStream json = Routes.class.getResourceAsStream("routes.json")) {
            if (json == null) {
                throw new IllegalStateException(
                        "the list of routes is missing: docs/api/routes.json was not there at build time");
            }
            return read(json);
        } catch (IOException e) {
            throw new IllegalStateException("the list of routes cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads a list of routes: an array of objects with {@code path}, {@code match} and {@code service}. */
    static Routes read(InputStream json) throws IOException {
        Map<String, String> paths = new HashMap<>();
        List<Prefix> prefixes = new ArrayList<>();
        for (JsonNode entry : new ObjectMapper().readTree(json)) {
            String path = entry.path("path").asText();
            String service = entry.path("service").asText();
            if (!path.startsWith("/") || service.isEmpty()) {
                throw new IOException("an entry without path or service: " + entry);
            }
            switch (entry.path("match").asText()) {
                case "EXACT" -> {
                    String other = paths.putIfAbsent(path, service);
                    if (other != null && !other.equals(service)) {
                        throw new IOException(path + " is declared by " + other + " and by " + service);
                    }
                }
                case "PREFIX" -> prefixes.add(new Prefix(path, service));
                default -> throw new IOException("an entry with an unknown kind of match: " + entry);
            }
        }
        return new Routes(Map.copyOf(paths), List.copyOf(prefixes));
    }

    /**
     * The module name of the service that owns the path.
     *
     * @param path as the client sent it, still encoded, without query
     */
    Optional<String> owner(String path) {
        String service = paths.get(path);
        if (service != null) {
            return Optional.of(service);
        }
        if (DOTS.matcher(path).find()) {
            return Optional.empty();
        }
        return prefixes.stream()
                .filter(prefix -> path.startsWith(prefix.path()))
                .map(Prefix::service)
                .findFirst();
    }
}
