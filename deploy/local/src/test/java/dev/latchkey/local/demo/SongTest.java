package dev.latchkey.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

class SongTest {

    private final Song song = Song.play();

    @Test
    void is_a_wave_file_that_others_read() throws Exception {
        try (AudioInputStream audio = AudioSystem.getAudioInputStream(new ByteArrayInputStream(song.wav()))) {
            AudioFormat format = audio.getFormat();
            assertThat(format.getSampleRate()).isEqualTo(44_100f);
            assertThat(format.getChannels()).isEqualTo(2);
            assertThat(format.getSampleSizeInBits()).isEqualTo(16);
            assertThat(audio.getFrameLength()).isEqualTo(20 * 44_100);
        }
        assertThat(song.duration()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void is_always_the_same() {
        assertThat(Song.play().wav()).isEqualTo(song.wav());
    }

    @Test
    void is_loud_enough_everywhere_and_never_clips() {
        int second = 44_100 * 4;
        for (int start = 44; start < song.wav().length; start += second) {
            int loudest = 0;
            for (int i = start; i < start + second; i += 2) {
                loudest = Math.max(loudest, Math.abs((short) (song.wav()[i] & 0xff | song.wav()[i + 1] << 8)));
            }
            assertThat(loudest).as("second %d", start / second).isBetween(3000, 32_700);
        }
    }
}
