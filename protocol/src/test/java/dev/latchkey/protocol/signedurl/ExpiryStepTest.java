package dev.latchkey.protocol.signedurl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryStepTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT10M | 2026-11-21T20:00:00Z     | 2026-11-21T20:00:00Z
            PT10M | 2026-11-21T20:00:00.001Z | 2026-11-21T20:10:00Z
            PT10M | 2026-11-21T20:00:01Z     | 2026-11-21T20:10:00Z
            PT10M | 2026-11-21T20:09:59.999Z | 2026-11-21T20:10:00Z
            PT10M | 2026-11-21T20:10:00Z     | 2026-11-21T20:10:00Z
            PT1S  | 2026-11-21T20:00:00.5Z   | 2026-11-21T20:00:01Z
            PT24H | 2026-11-21T20:00:00Z     | 2026-11-22T00:00:00Z
            """)
    void rounds_up_to_the_next_multiple(Duration step, Instant earliest, Instant rounded) {
        assertThat(new ExpiryStep(step).roundUp(earliest)).isEqualTo(rounded);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-21T20:00:01Z | 2026-11-21T21:10:00Z
            2026-11-21T20:09:59Z | 2026-11-21T21:10:00Z
            2026-11-21T20:10:01Z | 2026-11-21T21:20:00Z
            """)
    void requests_within_one_step_share_their_expiry(Instant now, Instant expiry) {
        assertThat(new ExpiryStep(Duration.ofMinutes(10)).expiry(now, Duration.ofHours(1)))
                .isEqualTo(expiry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1M", "PT0.5S", "PT1.5S"})
    void a_step_is_a_positive_number_of_whole_seconds(Duration step) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ExpiryStep(step));
    }
}
