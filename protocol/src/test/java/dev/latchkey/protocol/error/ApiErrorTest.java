package dev.latchkey.protocol.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.testing.ApiReference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApiErrorTest {

    /** Codes that no source gives a text for: the number is the dialect's, the text is ours. */
    private static final List<Integer> TEXT_IS_OURS = List.of(1125, 2055, 2258);

    @Test
    void codes_ascend_and_so_are_unique() {
        List<Integer> codes = Stream.of(ApiError.values()).map(ApiError::code).toList();
        assertThat(codes).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void every_error_has_a_text_of_one_line() {
        assertThat(ApiError.values())
                .allSatisfy(error ->
                        assertThat(error.message()).matches("\\S|\\S.*\\S").isPrintable());
    }

    @Test
    void every_published_error_has_its_exact_text() throws IOException {
        Map<Integer, String> published = published();
        assertThat(published).hasSizeGreaterThan(100);
        Map<Integer, String> ours = texts();
        ours.keySet().retainAll(published.keySet());
        assertThat(ours).isEqualTo(published);
    }

    @Test
    void an_error_of_our_own_lies_where_the_dialect_has_none() throws IOException {
        TreeSet<Integer> own = new TreeSet<>(texts().keySet());
        own.removeAll(published().keySet());
        TEXT_IS_OURS.forEach(own::remove);
        assertThat(own).isNotEmpty().allMatch(code -> code / 100 == 18 || code / 100 == 28);
    }

    @Test
    void codes_fit_the_header_and_the_classes_clients_know() {
        assertThat(ApiError.values()).allMatch(error -> error.code() >= 1000 && error.code() < 8000);
    }

    @ParameterizedTest
    @EnumSource
    void an_error_is_found_by_its_number(ApiError error) {
        assertThat(ApiError.of(error.code())).contains(error);
    }

    @Test
    void a_number_of_a_later_version_is_no_error_known_here() {
        assertThat(ApiError.of(0)).isEmpty();
        assertThat(ApiError.of(7999)).isEmpty();
    }

    @Test
    void the_page_of_errors_says_what_the_enum_says() {
        ApiReference.checkErrors();
    }

    @Test
    void an_error_is_thrown_when_its_condition_holds_and_only_then() {
        assertThatCode(() -> ApiError.NO_NAME.when(false)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ApiError.NO_NAME.when(true))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        failure -> assertThat(failure.error()).isEqualTo(ApiError.NO_NAME));
    }

    @Test
    void details_are_for_the_log_and_fields_for_the_caller() {
        Exception cause = new IOException("disk");
        ApiException failure = ApiError.SPEED_LIMIT_TOO_LOW
                .exception("asked for 1")
                .with("minspeed", 1024)
                .with("aside", "x")
                .because(cause);
        assertThat(failure)
                .hasMessage("SPEED_LIMIT_TOO_LOW (2011): asked for 1")
                .hasCause(cause);
        assertThat(failure.extras()).containsExactly(Map.entry("minspeed", 1024), Map.entry("aside", "x"));
        assertThat(ApiError.SPEED_LIMIT_TOO_LOW.exception().extras()).isEmpty();
    }

    private static Map<Integer, String> texts() {
        return Stream.of(ApiError.values())
                .collect(Collectors.toMap(ApiError::code, ApiError::message, (first, second) -> first, TreeMap::new));
    }

    private static Map<Integer, String> published() throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ApiErrorTest.class.getResourceAsStream("/published-errors.tsv")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> line.split("\t", -1))
                    .collect(Collectors.toMap(
                            row -> Integer.parseInt(row[0]), row -> row[1], (first, second) -> first, TreeMap::new));
        }
    }
}
