package dev.latchkey.protocol.value;

import static dev.latchkey.protocol.value.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.error.ApiError;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathTest {

    private static final String ALPHABET = "ab .~+&#?%\"'ä\u0308日0-";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /a             | /       | a
            /a/            | /       | a
            /Music/a.mp3   | /Music  | a.mp3
            /Music/a b/    | /Music  | a b
            /a/b/c/d       | /a/b/c  | d
            /.../..a       | /...    | ..a
            """)
    void knows_parent_and_name(String text, String parent, String name) {
        FilePath path = FilePath.valueOf(text);
        assertThat(path.parent()).hasToString(parent);
        assertThat(path.name()).hasToString(name);
        assertThat(path.isRoot()).isFalse();
        assertThat(path.endsInSlash()).isEqualTo(text.endsWith("/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "a", "a/b", " /a", "//", "//a", "/a//b", "/a//", "/.", "/..", "/a/./b", "/a/../b", "/a/..",
                "/a\\b", "/a\0", "/\uD83C"
            })
    void refuses_what_is_no_absolute_path(String text) {
        assertRefused(ApiError.INVALID_PATH, () -> FilePath.valueOf(text));
    }

    @Test
    void a_component_is_as_long_as_a_name_may_be() {
        assertThat(FilePath.valueOf("/" + "a".repeat(1023)).name().value()).hasSize(1023);
        assertRefused(ApiError.INVALID_PATH, () -> FilePath.valueOf("/" + "a".repeat(1024)));
    }

    @Test
    void a_path_has_a_longest_length() {
        String longest = "/a".repeat(32_768);
        assertThat(FilePath.valueOf(longest).components()).hasSize(32_768);
        assertRefused(ApiError.INVALID_PATH, () -> FilePath.valueOf(longest + "/"));
        assertRefused(ApiError.INVALID_PATH, () -> FilePath.valueOf(longest).child(FileName.valueOf("b")));
    }

    @Test
    void the_root_has_neither_name_nor_parent() {
        FilePath root = FilePath.valueOf("/");
        assertThat(root.isRoot()).isTrue();
        assertThat(root.endsInSlash()).isTrue();
        assertThat(root.components()).isEmpty();
        assertThat(root.child(FileName.valueOf("a"))).hasToString("/a");
        assertRefused(ApiError.INVALID_PATH, root::name);
        assertRefused(ApiError.INVALID_PATH, root::parent);
    }

    @Test
    void a_path_is_its_parents_child() {
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            List<String> names = names(random);
            FilePath path = FilePath.valueOf("/" + String.join("/", names));
            assertThat(path.parent().child(path.name())).isEqualTo(path);
            assertThat(path.components()).extracting(FileName::value).containsExactlyElementsOf(names);
            assertThat(path.name().value()).isEqualTo(names.getLast());

            FilePath asFolder = FilePath.valueOf(path.value() + "/");
            assertThat(asFolder.parent()).isEqualTo(path.parent());
            assertThat(asFolder.components()).isEqualTo(path.components());
            assertThat(asFolder.child(path.name())).isEqualTo(path.child(path.name()));
        }
    }

    @Test
    void climbing_ends_at_the_root() {
        Random random = new Random(2);
        for (int i = 0; i < 500; i++) {
            List<String> names = names(random);
            FilePath path = FilePath.valueOf("/" + String.join("/", names));
            for (int step = 0; step < names.size(); step++) {
                path = path.parent();
            }
            assertThat(path.isRoot()).isTrue();
        }
    }

    private static List<String> names(Random random) {
        return IntStream.rangeClosed(0, random.nextInt(6))
                .mapToObj(ignored -> name(random))
                .toList();
    }

    private static String name(Random random) {
        String name = random.ints(1 + random.nextInt(12), 0, ALPHABET.length())
                .mapToObj(index -> ALPHABET.substring(index, index + 1))
                .collect(Collectors.joining());
        return FileName.isValid(name) ? name : "x";
    }
}
