package dev.latchkey.protocol.value;

import static dev.latchkey.protocol.value.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.error.ApiError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountTest {

    @ParameterizedTest
    @CsvSource(delimiter = ':', textBlock = """
            0:0
            7:7
            007:7
            ' 7 ':7
            9223372036854775807:9223372036854775807
            """)
    void reads_whole_numbers(String wire, long expected) {
        assertThat(Count.valueOf(wire).value()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+1",
                "1.0",
                "1e3",
                "0x10",
                "1 000",
                "1,000",
                "seven",
                "٧",
                "9223372036854775808",
                "99999999999999999999",
                "999999999999999999999"
            })
    void refuses_the_rest_and_cuts_nothing(String wire) {
        assertRefused(ApiError.INVALID_NUMBER, () -> Count.valueOf(wire));
    }

    @Test
    void nothing_is_no_limit() {
        assertThat(new Count(0).isPositive()).isFalse();
        assertThat(new Count(1).isPositive()).isTrue();
        assertRefused(ApiError.INVALID_NUMBER, () -> new Count(-1));
    }
}
