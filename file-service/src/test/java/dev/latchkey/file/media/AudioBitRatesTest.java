package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AudioBitRatesTest {

    /** The published tables of layer III. */
    private static final Set<Integer> MPEG1 = Set.of(32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320);

    private static final Set<Integer> MPEG2 = Set.of(8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160);

    @ParameterizedTest
    @CsvSource({
        "16, 16",
        "19, 16",
        "20, 24",
        "24, 24",
        "28, 32",
        "32, 32",
        "36, 40",
        "71, 64",
        "72, 80",
        "100, 96",
        "104, 112",
        "128, 128",
        "135, 128",
        "136, 144",
        "144, 144",
        "151, 144",
        "152, 160",
        "175, 160",
        "176, 192",
        "192, 192",
        "208, 224",
        "240, 256",
        "287, 256",
        "288, 320",
        "320, 320"
    })
    void rounds_to_the_nearest_rate_there_is(int asked, int served) {
        assertThat(AudioBitRates.nearest(asked)).isEqualTo(served);
    }

    @Test
    void every_rate_that_can_be_asked_for_is_legal_at_its_sample_rate_and_none_is_nearer() {
        for (int asked = AudioBitRates.MIN; asked <= AudioBitRates.MAX; asked++) {
            for (int source :
                    List.of(8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 37_800, 44_100, 48_000, 96_000, 192_000)) {
                AudioFormat format = AudioBitRates.format(asked, source);
                Set<Integer> legal = format.sampleRate() >= 32_000 ? MPEG1 : MPEG2;

                assertThat(legal).as("%d kbit/s of %d Hz", asked, source).contains(format.kilobitsPerSecond());
            }
            int distance = Math.abs(AudioBitRates.nearest(asked) - asked);
            int wish = asked;
            assertThat(MPEG1).allMatch(rate -> Math.abs(rate - wish) >= distance);
            assertThat(MPEG2).allMatch(rate -> rate < AudioBitRates.MIN || Math.abs(rate - wish) >= distance);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "44100, 128, 44100", "48000, 128, 48000", "32000, 128, 32000", "96000, 128, 48000", "88200, 128, 44100",
        "22050, 128, 44100", "24000, 128, 48000", "8000, 128, 32000", "16000, 128, 32000", "37800, 128, 44100",
        "44100, 24, 22050", "48000, 24, 24000", "8000, 24, 16000", "96000, 144, 24000"
    })
    void the_sample_rate_stands_in_a_whole_ratio_to_the_source_where_it_can(int source, int asked, int expected) {
        assertThat(AudioBitRates.format(asked, source).sampleRate()).isEqualTo(expected);
    }
}
