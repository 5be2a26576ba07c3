package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class Mp3LayoutTest {

    @ParameterizedTest
    @CsvSource({
        // samples, source rate, kbit/s, frames; a decoder gives 1105 samples before the first one; two at least
        "0, 44100, 128, 0",
        "1, 44100, 128, 2",
        "47, 44100, 128, 2",
        "48, 44100, 128, 2",
        "1199, 44100, 128, 2",
        "1200, 44100, 128, 3",
        "1, 44100, 32, 2",
        "94, 44100, 32, 2",
        "95, 44100, 32, 3",
        "8000, 8000, 128, 29"
    })
    void as_many_frames_as_it_takes_to_play_all_samples(long samples, int sourceRate, int kilobits, long frames) {
        Mp3Layout layout = layout(sourceRate, samples, kilobits, 50);

        assertThat(layout.length()).isEqualTo(layout.format().bytesOf(frames));
    }

    @Test
    void segments_fill_the_whole_without_gap_and_every_byte_lies_in_its_own() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            int rate = new int[] {8_000, 22_050, 32_000, 44_100, 48_000, 96_000}[random.nextInt(6)];
            Mp3Layout layout =
                    layout(rate, 1 + random.nextInt(20_000_000), 16 + random.nextInt(305), 1 + random.nextInt(60));
            long position = 0;
            for (int segment = 0; segment < layout.segments(); segment++) {
                assertThat(layout.start(segment)).isEqualTo(position);
                assertThat(layout.length(segment)).isPositive();
                assertThat(layout.segmentAt(position)).isEqualTo(segment);
                assertThat(layout.segmentAt(position + layout.length(segment) - 1))
                        .isEqualTo(segment);
                position += layout.length(segment);
            }
            assertThat(position).as("%s", layout).isEqualTo(layout.length());
        }
    }

    @Test
    void a_segment_is_made_of_its_samples_with_a_block_before_and_some_frames_behind() {
        Mp3Layout layout = layout(44_100, 10_000_000, 128, 50);
        int frame = 1152;

        assertThat(layout.slice(0)).isEqualTo(new Mp3Layout.Slice(0, 0, (2450L + 6) * frame, 0));
        assertThat(layout.slice(1))
                .isEqualTo(new Mp3Layout.Slice(
                        (2450L - 49) * frame,
                        (2450L - 49) * frame,
                        (4900L + 6) * frame,
                        layout.format().bytesOf(49)));
        int last = layout.segments() - 1;
        assertThat(layout.slice(last).end()).isEqualTo(10_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        // frames, segments of ten blocks
        "2, 1",
        "490, 1",
        "734, 1",
        "735, 2",
        "980, 2",
        "1224, 2",
        "1225, 3"
    })
    void a_remainder_of_less_than_half_a_segment_belongs_to_the_last_one(long frames, int segments) {
        Mp3Layout layout = layout(44_100, (frames - 1) * 1152, 128, 10);

        assertThat(layout.segments()).isEqualTo(segments);
        assertThat(layout.length()).isEqualTo(layout.format().bytesOf(frames));
        assertThat(layout.slice(segments - 1).end()).isEqualTo((frames - 1) * 1152);
        assertThat(layout.blockAt(segments - 1, layout.length() - 1))
                .isEqualTo((int) ((frames - 1) / 49) - (segments - 1) * 10);
    }

    @Test
    void what_follows_a_jump_is_begun_two_blocks_before_and_decoded_from_where_the_segment_is() {
        Mp3Layout layout = layout(44_100, 10_000_000, 128, 50);
        int frame = 1152;

        assertThat(layout.slice(1, 7))
                .isEqualTo(new Mp3Layout.Slice(
                        (2450L - 49) * frame,
                        (2450L + 5 * 49) * frame,
                        (4900L + 6) * frame,
                        layout.format().bytesOf(98)));
        assertThat(layout.slice(0, 1).first()).isZero();
        assertThat(layout.slice(1, 1).first()).isEqualTo(layout.slice(1).first());
        assertThat(layout.blockAt(1, layout.start(1, 7))).isEqualTo(7);
        assertThat(layout.blockAt(1, layout.start(1, 7) - 1)).isEqualTo(6);
        assertThat(layout.start(1, 50)).isEqualTo(layout.start(2));
    }

    @Test
    void a_segment_made_apart_is_as_long_as_its_part_of_the_whole() {
        for (int kilobits : new int[] {16, 24, 32, 56, 64, 112, 128, 144, 160, 192, 320}) {
            for (int rate : new int[] {16_000, 22_050, 32_000, 44_100, 48_000}) {
                Mp3Layout layout = layout(rate, 30_000_000, kilobits, 50);
                AudioFormat format = layout.format();
                long apart = format.bytesOf(51L * AudioFormat.BLOCK) - format.bytesOf(AudioFormat.BLOCK);

                assertThat(layout.length(1)).as("%s", format).isEqualTo(apart);
            }
        }
    }

    @Test
    void a_time_becomes_the_position_of_the_frame_that_sounds_then() {
        Mp3Layout layout = layout(44_100, 441_000, 128, 50);

        assertThat(layout.positionOf(Duration.ZERO)).isZero();
        assertThat(layout.positionOf(Duration.ofSeconds(1)))
                .as("38 frames of 1152 samples end before 44100")
                .isEqualTo(layout.format().bytesOf(38));
        assertThat(layout.positionOf(Duration.ofHours(1))).isEqualTo(layout.length());
    }

    private static Mp3Layout layout(int sourceRate, long samples, int kilobits, int blocks) {
        return Mp3Layout.of(new Sound(sourceRate, 2, true, samples, true, Optional.empty()), kilobits, blocks);
    }

    @Test
    void places_are_found_in_the_longest_there_are() {
        Mp3Layout layout = new Mp3Layout(AudioBitRates.format(320, 8_000), Long.MAX_VALUE / 8_000, Mp3Layout.BLOCKS);
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            long position = random.nextLong(layout.length());
            int segment = layout.segmentAt(position);
            assertThat(position).isBetween(layout.start(segment), layout.start(segment + 1) - 1);
        }
    }
}
