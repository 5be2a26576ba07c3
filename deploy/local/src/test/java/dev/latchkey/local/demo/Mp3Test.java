package dev.latchkey.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Mp3Test {

    /** Headers as the standard has them: rate, version, length by its formula. */
    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
            FFFB9000 128 44100 2 417 1152
            FFFB9200 128 44100 2 418 1152
            FFFBE400 320 48000 2 960 1152
            FFFB18C0 32 32000 1 144 1152
            FFF38000 64 22050 2 208 576
            FFF328C0 16 16000 1 72 576
            FFE318C0 8 8000 1 72 576
            """)
    void reads_a_frame(String header, int bitRate, int sampleRate, int channels, int length, int samples) {
        byte[] file = frames(header, length, 3);

        Mp3 mp3 = Mp3.read(file);

        assertThat(mp3.isConstantly(bitRate)).isTrue();
        assertThat(mp3.sampleRate()).isEqualTo(sampleRate);
        assertThat(mp3.channels()).isEqualTo(channels);
        assertThat(mp3.frames()).isEqualTo(3);
        assertThat(mp3.samples()).isEqualTo(3L * samples);
        assertThat(mp3.duration()).isEqualTo(Duration.ofMillis(3000L * samples / sampleRate));
    }

    @Test
    void a_changing_bit_rate_is_not_constant() {
        byte[] file = join(frames("FFFB9000", 417, 1), frames("FFFBA000", 522, 1));

        assertThat(Mp3.read(file).bitRates()).containsExactlyInAnyOrder(128, 160);
        assertThat(Mp3.read(file).isConstantly(128)).isFalse();
    }

    @Test
    void tags_are_not_music() {
        byte[] id3v2 = new byte[10 + 200];
        System.arraycopy(new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 1, 72}, 0, id3v2, 0, 10); // 1 * 128 + 72 = 200
        byte[] id3v1 = new byte[128];
        System.arraycopy(new byte[] {'T', 'A', 'G'}, 0, id3v1, 0, 3);

        assertThat(Mp3.read(join(id3v2, frames("FFFB9000", 417, 5), id3v1)).frames())
                .isEqualTo(5);
    }

    @Test
    void anything_but_whole_frames_is_refused() {
        byte[] good = frames("FFFB9000", 417, 3);

        refused(new byte[0], "there is no frame");
        refused(
                "<html>not found</html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                "no MP3 frame at byte 0");
        refused(Arrays.copyOf(good, good.length - 1), "the last frame is cut");
        refused(Arrays.copyOf(good, 2 * 417 + 2), "inside a frame header");
        refused(join(good, new byte[] {1, 2, 3, 4}), "no MP3 frame at byte 1251");
        refused(join(good, frames("FFFB9400", 384, 1)), "the sample rate changes at byte 1251");
    }

    private static void refused(byte[] file, String told) {
        assertThatThrownBy(() -> Mp3.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(told);
    }

    private static byte[] frames(String header, int length, int count) {
        byte[] file = new byte[length * count];
        for (int start = 0; start < file.length; start += length) {
            System.arraycopy(java.util.HexFormat.of().parseHex(header), 0, file, start, 4);
        }
        return file;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
