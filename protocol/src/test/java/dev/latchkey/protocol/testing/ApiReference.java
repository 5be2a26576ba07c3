package dev.latchkey.protocol.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.rpc.Access;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The API reference in {@code docs/api}, made from the declarations: {@code methods.json}, {@code operations.json} and {@code routes.json} for programs (every
 * gateway routes by the latter) and a page per service for people. A service's test calls {@link #check}, which fails on any difference; {@code -Dgolden.update}
 * rewrites the files instead.
 */
public final class ApiReference {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ApiReference() {}

    /**
     * Compares the reference of one service with what its classes declare.
     *
     * @param operations what it answers besides methods of the pCloud dialect
     */
    public static void check(String service, List<OpenOperation> operations) {
        Path folder = folder();
        compare(folder.resolve("methods.json"), methods(folder.resolve("methods.json"), service));
        compare(folder.resolve("operations.json"), operations(folder.resolve("operations.json"), service, operations));
        compare(folder.resolve("routes.json"), routes(folder.resolve("routes.json"), service, operations));
        compare(folder.resolve(service + ".md"), page(service));
    }

    /** Compares the page of errors with the enum. */
    public static void checkErrors() {
        StringBuilder page = new StringBuilder("# Errors\n\nGenerated from the declarations; do not edit.\n\n"
                + "Every reply of the pCloud dialect is HTTP 200 with `result`; 0 is success, anything else is one of these, repeated in `X-Error`.\n\n"
                + "| code | name | message |\n| --- | --- | --- |\n");
        for (ApiError error : ApiError.values()) {
            page.append("| ")
                    .append(error.code())
                    .append(" | `")
                    .append(error.name())
                    .append("` | ")
                    .append(error.message())
                    .append(" |\n");
        }
        compare(folder().resolve("errors.md"), page.toString());
    }

    private static Path folder() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs/api"))) {
            folder = folder.getParent();
        }
        return folder.resolve("docs/api");
    }

    private static void compare(Path file, String expected) {
        try {
            if (System.getProperty("golden.update") != null) {
                Files.writeString(file, expected);
            }
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as(file.getFileName() + " must say what the code declares; run the tests with -Dgolden.update")
                    .isEqualTo(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole file with this service's entries as they should be; the others' are kept. */
    private static String methods(Path file, String service) {
        List<JsonNode> entries = ofOthers(file, service);
        Declarations.all().forEach(declared -> entries.add(entry(service, declared)));
        entries.sort(Comparator.comparing(entry -> entry.get("method").asText()));
        assertThat(entries.stream().map(entry -> entry.get("method").asText()).toList())
                .as("no method is answered by two services")
                .doesNotHaveDuplicates();
        return text(entries);
    }

    /** Likewise the file of what are no methods. */
    private static String operations(Path file, String service, List<OpenOperation> operations) {
        List<JsonNode> entries = ofOthers(file, service);
        operations.forEach(operation -> entries.add(operation.entry(service)));
        entries.sort(Comparator.comparing((JsonNode entry) -> entry.get("path").asText())
                .thenComparing(entry -> entry.get("verb").asText()));
        return text(entries);
    }

    /** Likewise the file of routes. */
    private static String routes(Path file, String service, List<OpenOperation> operations) {
        List<JsonNode> entries = ofOthers(file, service);
        Stream<PublicRoute> declared = PublicRoute.declared().stream();
        Stream<PublicRoute> more = operations.stream().map(OpenOperation::route);
        Stream.concat(declared, more).distinct().forEach(route -> {
            entries.forEach(other -> assertThat(route.overlaps(PublicRoute.of(other)))
                    .as("%s of %s and %s: no path has two owners", route, service, other)
                    .isFalse());
            entries.add(route.entry(service));
        });
        entries.sort(Comparator.comparing(entry -> entry.get("path").asText()));
        return text(entries);
    }

    private static List<JsonNode> ofOthers(Path file, String service) {
        List<JsonNode> entries = new ArrayList<>();
        try {
            if (Files.exists(file)) {
                JSON.readTree(file.toFile()).forEach(entry -> {
                    if (!entry.get("service").asText().equals(service)) {
                        entries.add(entry);
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    private static String text(List<JsonNode> entries) {
        try {
            return JSON.writeValueAsString(entries) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode entry(String service, Declarations.Declared declared) {
        ObjectNode entry = JSON.createObjectNode();
        entry.put("method", declared.name());
        entry.put("service", service);
        entry.put("summary", declared.method().summary());
        entry.put("access", declared.method().access().name());
        entry.put("body", declared.method().body().name());
        entry.set("parameters", fields(declared.parameters()));
        entry.set("output", fields(declared.output()));
        ArrayNode errors = entry.putArray("errors");
        declared.errors().forEach(error -> errors.add(error.code()));
        return entry;
    }

    private static ArrayNode fields(List<Declarations.Field> fields) {
        ArrayNode array = JSON.createArrayNode();
        fields.forEach(field -> array.add(field.entry()));
        return array;
    }

    private static String page(String service) {
        StringBuilder page = new StringBuilder(
                "# Methods of " + service
                        + "\n\nGenerated from the declarations; do not edit. Types and global parameters: [dialects](../dialects.md); errors: [errors](errors.md).\n");
        for (Declarations.Declared declared : Declarations.all()) {
            page.append("\n## ")
                    .append(declared.name())
                    .append("\n\n")
                    .append(declared.method().summary());
            page.append(declared.method().access() == Access.ANYONE ? " Needs no login.\n" : " Needs a login.\n");
            table(page, "Parameters", declared.parameters(), "");
            table(page, "Reply", declared.output(), "");
            page.append("\nErrors: ")
                    .append(declared.errors().stream()
                            .map(error -> error.code() + " " + error.name())
                            .collect(Collectors.joining(", ")))
                    .append(".\n");
        }
        return page.toString();
    }

    private static void table(StringBuilder page, String title, List<Declarations.Field> fields, String prefix) {
        if (fields.isEmpty()) {
            return;
        }
        page.append("\n| ").append(title).append(" | type | |\n| --- | --- | --- |\n");
        rows(page, fields, prefix);
    }

    private static void rows(StringBuilder page, List<Declarations.Field> fields, String prefix) {
        for (Declarations.Field field : fields) {
            page.append("| `")
                    .append(prefix)
                    .append(field.name())
                    .append("` | ")
                    .append(field.type())
                    .append(field.optional() ? ", optional" : "")
                    .append(" | ")
                    .append(field.doc())
                    .append(" |\n");
            rows(page, field.fields(), prefix + field.name() + (field.type().endsWith("[]") ? "[]." : "."));
        }
    }
}
