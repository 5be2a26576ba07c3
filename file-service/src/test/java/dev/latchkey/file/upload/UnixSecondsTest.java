package dev.latchkey.file.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnixSecondsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0            | 1970-01-01T00:00:00Z
            2026         | 1970-01-01T00:33:46Z
            1577836800   | 2020-01-01T00:00:00Z
            -1           | 1969-12-31T23:59:59Z
            2145916800   | 2038-01-01T00:00:00Z
            253402300799 | 9999-12-31T23:59:59Z
            """)
    void every_whole_number_is_seconds(String text, Instant expected) {
        assertThat(UnixSeconds.valueOf(text).instant()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2020-01-01",
                "1e9",
                "1.5",
                "--1",
                "+1",
                "253402300800",
                "-99999999999",
                "9223372036854775808"
            })
    void anything_else_is_no_time(String text) {
        assertThatThrownBy(() -> UnixSeconds.valueOf(text))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.INVALID_DATE_TIME));
    }
}
