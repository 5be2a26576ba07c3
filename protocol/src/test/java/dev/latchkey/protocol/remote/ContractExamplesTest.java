package dev.latchkey.protocol.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the services say to each other, as examples: {@code contract/Type[-case].json}. Each is read and written again unchanged by Jackson as the
 * services have it, so a renamed component or another type shows up here before two services of different age meet.
 */
class ContractExamplesTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule(), new ParameterNamesModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    static Stream<Path> examples() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(ContractExamplesTest.class.getResource("/contract"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void is_read_and_written_unchanged(Path example) throws IOException {
        JsonNode wire = JSON.readTree(example.toFile());
        Object value = JSON.treeToValue(wire, type(example));
        assertThat(JSON.writeValueAsString(value)).isEqualTo(wire.toString());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void fields_of_a_newer_version_are_ignored(Path example) throws IOException {
        JsonNode wire = JSON.readTree(example.toFile());
        Object value = JSON.treeToValue(wire, type(example));
        assertThat((Object) JSON.treeToValue(withNewField(wire), type(example))).isEqualTo(value);
    }

    /** Left out is how it is written; older ones wrote null. */
    @ParameterizedTest
    @MethodSource("examples")
    void a_null_is_a_field_without_value(Path example) throws IOException {
        ObjectNode wire = (ObjectNode) JSON.readTree(example.toFile());
        Class<?> type = type(example);
        Object value = JSON.treeToValue(wire, type);
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType() == Optional.class && !wire.has(component.getName())) {
                wire.putNull(component.getName());
            }
        }
        assertThat((Object) JSON.treeToValue(wire, type)).isEqualTo(value);
    }

    @Test
    void every_record_has_an_example() throws IOException, URISyntaxException {
        Set<String> records = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.latchkey.protocol.remote")
                        .stream()
                        .filter(type -> type.isRecord() && type.isTopLevelClass())
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> shown =
                examples().map(ContractExamplesTest::typeName).collect(Collectors.toCollection(TreeSet::new));
        assertThat(shown).isEqualTo(records);
    }

    @Test
    void credentials_never_print_themselves() throws IOException, URISyntaxException {
        Set<String> secrets =
                Set.of("not a real one", "a-session-token", "header.claims.signature", "00".repeat(32), "api_key=key");
        for (Path example : examples().toList()) {
            String printed = JSON.readValue(example.toFile(), type(example)).toString();
            assertThat(printed).as(example.getFileName().toString()).doesNotContain(secrets);
        }
    }

    private static Class<?> type(Path example) {
        try {
            return Class.forName(ContractExamplesTest.class.getPackageName() + "." + typeName(example));
        } catch (ClassNotFoundException e) {
            throw new AssertionError("An example of no type: " + example, e);
        }
    }

    private static String typeName(Path example) {
        return example.getFileName().toString().replaceFirst("(-.*)?\\.json$", "");
    }

    private static JsonNode withNewField(JsonNode node) {
        JsonNode copy = node.deepCopy();
        everyObject(copy, object -> object.put("addedLater", "x"));
        return copy;
    }

    private interface Change {
        void to(ObjectNode object);
    }

    private static void everyObject(JsonNode node, Change change) {
        if (node instanceof ObjectNode object) {
            object.forEach(child -> everyObject(child, change));
            change.to(object);
        } else if (node instanceof ArrayNode array) {
            array.forEach(child -> everyObject(child, change));
        }
    }
}
