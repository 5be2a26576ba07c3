package dev.latchkey.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the services can be told by the environment. */
final class Settings {

    static final List<String> SERVICES = List.of("auth-service", "file-service", "link-service");

    private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\(prefix = \"([\\w.-]+)\"\\)");
    private static final Pattern METHOD =
            Pattern.compile("(?m)^( +@WithParentName\\s+)?(?: +@\\w+.*\\s+)* +[\\w.<>]+(?:<.*>)? (\\w+)\\(\\);");
    private static final Pattern DEFAULT = Pattern.compile("@WithDefault\\(\"([^\"]*)\"\\)\\s+[\\w.<>]+ (\\w+)\\(\\);");
    private static final Pattern PROPERTY = Pattern.compile("@ConfigProperty\\(\\s*name = \"([\\w.-]+)\"");

    private Settings() {}

    /** A key as an environment variable. */
    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** What a service's configuration classes read, as environment variables. */
    static Set<String> declared(String service) {
        Set<String> keys = new TreeSet<>();
        for (String module : List.of("protocol", service)) {
            for (Path file : Repository.files(Repository.ROOT.resolve(module).resolve("src/main/java"), ".java")) {
                String source = Repository.text(file);
                PROPERTY.matcher(source).results().forEach(found -> keys.add(variable(found.group(1))));
                MAPPING.matcher(source)
                        .results()
                        .forEach(mapping -> METHOD.matcher(source)
                                .results()
                                .forEach(method -> keys.add(variable(
                                        method.group(1) != null
                                                ? mapping.group(1)
                                                : mapping.group(1) + "." + kebab(method.group(2))))));
            }
        }
        properties(service).stringPropertyNames().stream()
                .filter(key -> key.startsWith("latchkey."))
                .forEach(key -> keys.add(variable(key)));
        return keys;
    }

    /** The default of a setting, as its configuration class says. */
    static String defaultOf(String service, String variable) {
        for (Path file : Repository.files(Repository.ROOT.resolve(service).resolve("src/main/java"), ".java")) {
            String source = Repository.text(file);
            Optional<String> prefix = MAPPING.matcher(source)
                    .results()
                    .map(found -> found.group(1))
                    .findFirst();
            Optional<String> value = prefix.flatMap(start -> DEFAULT.matcher(source)
                    .results()
                    .filter(found ->
                            variable(start + "." + kebab(found.group(2))).equals(variable))
                    .map(found -> found.group(1))
                    .findFirst());
            if (value.isPresent()) {
                return value.get();
            }
        }
        throw new AssertionError(service + " has no default for " + variable);
    }

    /** A service's own defaults. */
    static Properties properties(String service) {
        Properties properties = new Properties();
        Path file = Repository.ROOT.resolve(service).resolve("src/main/resources/application.properties");
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** What Quarkus reads when it starts, as environment variables; not what is fixed when a service is built. */
    static Set<String> ofQuarkus() {
        Set<String> variables = new HashSet<>();
        try {
            List<URL> models = Collections.list(Settings.class
                    .getClassLoader()
                    .getResources("META-INF/quarkus-config-doc/quarkus-config-model.json"));
            for (URL model : models) {
                collect(new ObjectMapper().readTree(model), variables);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return variables.stream()
                // A named datasource's variable has its name in the middle; the unnamed one's has none.
                .map(variable -> variable.replace("__DATASOURCE_NAME__", "_"))
                .collect(Collectors.toSet());
    }

    private static void collect(JsonNode node, Set<String> variables) {
        if (node.path("phase").asText().equals("RUN_TIME")) {
            variables.add(node.path("path").path("environmentVariable").asText());
            node.path("additionalPaths")
                    .forEach(path ->
                            variables.add(path.path("environmentVariable").asText()));
        }
        node.forEach(inner -> collect(inner, variables));
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
