package dev.latchkey.link.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AudioBitRateTest {

    @Test
    void every_rate_from_16_to_320_is_taken_and_no_other_number() {
        for (int rate = 0; rate <= 999; rate++) {
            String wire = Integer.toString(rate);
            if (rate >= 16 && rate <= 320) {
                assertThat(AudioBitRate.valueOf(wire).kilobits()).isEqualTo(rate);
            } else {
                assertRefused(wire);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-128", "128.0", "128k", " 128", "0x80", "4294967424", "fast"})
    void what_is_no_number_is_refused(String wire) {
        assertRefused(wire);
    }

    private static void assertRefused(String wire) {
        assertThatThrownBy(() -> AudioBitRate.valueOf(wire))
                .as(wire)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.INVALID_AUDIO_BIT_RATE));
    }
}
