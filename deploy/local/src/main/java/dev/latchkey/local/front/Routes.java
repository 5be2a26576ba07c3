package dev.latchkey.local.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which service answers which path. Methods come from the list that the build generates out of the services' own
 * declarations; what is not a method has a fixed prefix. Everything else, above all {@code /internal} and {@code /q},
 * has no owner.
 */
public final class Routes {

    private static final String AUTH = "auth-service";
    private static final String FILE = "file-service";
    private static final String LINK = "link-service";

    private record Prefix(String path, String service) {}

    private static final List<Prefix> PREFIXES = List.of(
            new Prefix("/c/", FILE),
            new Prefix("/api/", LINK),
            new Prefix("/downloadPublic/", LINK),
            new Prefix("/publink/", LINK),
            new Prefix("/s/", LINK));

    /**
     * {@code .} and {@code ..}, plain or encoded, with or without parameters: a service would normalise them to a path
     * with another owner.
     */
    private static final Pattern DOTS = Pattern.compile("(?i)/(\\.|%2e){1,2}(?=[/;?]|%2f|%5c|$)");

    private final Map<String, String> methods;

    private Routes(Map<String, String> methods) {
        this.methods = methods;
    }

    /**
     * Reads the list that was packed into this jar.
     *
     * @throws IllegalStateException it is not there: the jar was built without {@code docs/api/methods.json}
     */
    public static Routes load() {
        try (InputStream json = Routes.class.getResourceAsStream("methods.json")) {
            if (json == null) {
                throw new IllegalStateException(
                        "the list of methods is missing: docs/api/methods.json was not there at build time");
            }
            return read(json);
        } catch (IOException e) {
            throw new IllegalStateException("the list of methods cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a list of methods: an array of objects with {@code method} and {@code service}, or an object with that
     * array as {@code methods}.
     */
    static Routes read(InputStream json) throws IOException {
        JsonNode tree = new ObjectMapper().readTree(json);
        Map<String, String> methods = new HashMap<>();
        methods.put("/.well-known/jwks.json", AUTH);
        for (JsonNode entry : tree.isObject() ? tree.path("methods") : tree) {
            String method = entry.path("method").asText();
            String service = entry.path("service").asText();
            if (method.isEmpty() || service.isEmpty()) {
                throw new IOException("an entry without method or service: " + entry);
            }
            String path = method.startsWith("/") ? method : "/" + method;
            String other = methods.putIfAbsent(path, service);
            if (other != null && !other.equals(service)) {
                throw new IOException(path + " is declared by " + other + " and by " + service);
            }
        }
        return new Routes(Map.copyOf(methods));
    }

    /**
     * The module name of the service that owns the path.
     *
     * @param path as the client sent it, still encoded, without query
     */
    Optional<String> owner(String path) {
        String service = methods.get(path);
        if (service != null) {
            return Optional.of(service);
        }
        if (DOTS.matcher(path).find()) {
            return Optional.empty();
        }
        return PREFIXES.stream()
                .filter(prefix -> path.startsWith(prefix.path()))
                .map(Prefix::service)
                .findFirst();
    }
}
