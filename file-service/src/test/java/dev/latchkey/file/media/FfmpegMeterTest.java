package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class FfmpegMeterTest {

    @TempDir
    Path directory;

    private final ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stopAlarm() {
        alarm.shutdownNow();
    }

    @Test
    void counts_the_samples_and_channels_that_are_really_there() throws Exception {
        assertThat(measure(Sounds.tones(directory, "a.wav", 44_100, 1)))
                .isEqualTo(new Sound(44_100, 2, true, 44_100, true, Optional.of("wav")));
        assertThat(measure(Sounds.tones(directory, "a.flac", 96_000, 0.5, "-ac", "6")))
                .isEqualTo(new Sound(96_000, 6, true, 48_000, true, Optional.of("flac")));
        assertThat(measure(Sounds.tones(directory, "a.m4a", 48_000, 2, "-c:a", "aac")))
                .extracting(Sound::sampleRate, Sound::channels, Sound::seekable)
                .containsExactly(48_000, 2, true);
    }

    @Test
    void knows_where_a_decoder_would_not_find_its_way() throws Exception {
        assertThat(measure(Sounds.tones(directory, "a.ogg", 44_100, 3, "-c:a", "libvorbis"))
                        .seekable())
                .isFalse();
        assertThat(measure(Sounds.film(directory, "a.mkv", 3, "-c:v", "libx264", "-c:a", "flac"))
                        .seekable())
                .isFalse();
        assertThat(measure(Sounds.tones(directory, "a.opus", 48_000, 3, "-c:a", "libopus"))
                        .seekable())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"wav, adpcm_ms", "wav, adpcm_ima_wav", "aiff, adpcm_ima_qt", "oga, flac"})
    void knows_of_what_no_place_can_be_found_in_good_containers(String kind, String codec) throws Exception {
        Sound sound = measure(Sounds.tones(directory, "a." + kind, 44_100, 3, "-c:a", codec));

        assertThat(sound.samples()).isGreaterThanOrEqualTo(132_300);
        assertThat(sound.seekable()).isFalse();
    }

    @Test
    void what_would_play_for_hours_by_a_few_bytes_is_no_sound() throws Exception {
        byte[] wav = Files.readAllBytes(Sounds.tones(directory, "slow.wav", 44_100, 0.1));
        ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(24, 1);

        assertThat(measure(Files.write(directory.resolve("slow.wav"), wav))).isEqualTo(Sound.NONE);
    }

    @Test
    void knows_whether_many_channels_can_be_mixed() throws Exception {
        assertThat(measure(Sounds.tracks(directory, "tracks.wav", 13, 0.5)))
                .isEqualTo(new Sound(44_100, 13, false, 22_050, true, Optional.of("wav")));
        for (String layout : List.of("5.1", "hexadecagonal", "22.2")) {
            assertThat(measure(Sounds.tones(
                                    directory, "named.wav", 44_100, 0.5, "-af", "aformat=channel_layouts=" + layout))
                            .channelLayoutKnown())
                    .as(layout)
                    .isTrue();
        }
    }

    /** Half the bytes are half the sound, but for what is lost with a frame or page that was cut, and for headers. */
    @ParameterizedTest
    @CsvSource({
        "wav, pcm_s16le, 0.01",
        "aiff, pcm_s16be, 0.01",
        "flac, flac, 0.3",
        "mp3, libmp3lame, 0.1",
        "aac, aac, 0.1",
        "ogg, libvorbis, 1.1",
        "opus, libopus, 1.1",
        "mkv, aac, 0.1",
        "m4a, aac -movflags faststart, 0.2"
    })
    void a_file_cut_in_the_middle_has_the_sound_before_the_cut(String kind, String codec, double most)
            throws Exception {
        String[] encoding = ("-c:a " + codec).split(" ");
        byte[] whole = Files.readAllBytes(Sounds.tones(directory, "a." + kind, 48_000, 4, encoding));
        Path cut = Files.write(directory.resolve("cut." + kind), Arrays.copyOf(whole, whole.length / 2));

        assertThat(measure(cut).samples() / 48_000.0).isCloseTo(2, within(most));
    }

    @Test
    void sound_that_becomes_another_in_the_middle_is_all_counted_as_what_it_was_at_first() throws Exception {
        Path mono = Sounds.tones(directory, "mono.aac", 44_100, 2, "-ac", "1");
        Path stereo = Sounds.tones(directory, "stereo.aac", 44_100, 2);
        Path both = Files.write(directory.resolve("both.aac"), Files.readAllBytes(mono));
        Files.write(both, Files.readAllBytes(stereo), StandardOpenOption.APPEND);

        Sound sound = measure(both);

        assertThat(sound.channels()).isEqualTo(1);
        assertThat(sound.samples())
                .isEqualTo(measure(mono).samples() + measure(stereo).samples());
        assertThat(measure(mono).seekable()).isTrue();
        assertThat(sound.seekable()).isFalse();
    }

    @Test
    void finds_nothing_where_there_is_no_sound() throws Exception {
        byte[] noise = new byte[100_000];
        new Random(3).nextBytes(noise);

        assertThat(measure(Files.write(directory.resolve("noise.mp3"), noise)).isMissing())
                .isTrue();
        assertThat(measure(Files.writeString(directory.resolve("text.mp3"), "no sound ".repeat(900))))
                .isEqualTo(Sound.NONE);
        assertThat(measure(Sounds.film(directory, "silent.mp4", 1, "-c:v", "libx264", "-an")))
                .isEqualTo(Sound.NONE);
        assertThat(measure(Sounds.picture(directory, "picture.png"))).isEqualTo(Sound.NONE);
    }

    @Test
    void a_file_that_is_gone_is_not_one_without_sound() throws Exception {
        assertThatThrownBy(() -> measure(directory.resolve("gone.mp3"))).isInstanceOf(NoSuchFileException.class);

        // It may also go between two looks at it.
        Path song = Sounds.tones(directory, "song.mp3", 44_100, 1);
        Path fickle = script(
                "fickle", "[ -e looked ] && exec \"" + Sounds.ffmpeg().binary() + "\" \"$@\"; mkdir looked; exit 1");
        Files.delete(song);
        assertThatThrownBy(() -> meter(fickle).measure(song)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void a_file_that_could_not_be_opened_is_not_one_without_sound() throws Exception {
        Path refused = script("refused", "echo 'file:/x: Too many open files' >&2; exit 1");

        assertThatThrownBy(() -> meter(refused).measure(refused))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Too many open files");
    }

    @Test
    void a_playlist_reaches_no_other_file() throws Exception {
        Path victim = Sounds.tones(directory, "victim.mp3", 44_100, 1);
        for (String list : List.of(
                "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:4,\nfile://" + victim + "\n#EXT-X-ENDLIST\n",
                "ffconcat version 1.0\nfile " + victim.getFileName() + "\n")) {
            assertThat(measure(Files.writeString(directory.resolve("list.mp3"), list)))
                    .isEqualTo(Sound.NONE);
        }
    }

    @Test
    void what_takes_too_long_is_stopped() throws Exception {
        Path sleeper = script("sleeper", "exec sleep 100");
        Ffmpeg slow = new Ffmpeg(sleeper, Optional.empty(), Sounds.LAUNCHER, Sounds.PROCESSOR);

        assertThatThrownBy(() -> new FfmpegMeter(slow, directory, Duration.ofMillis(200), alarm).measure(sleeper))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("PT0.2S");
    }

    @Test
    void what_takes_long_lets_others_go_first() throws Exception {
        Path patient = script("patient", """
                while [ $(nice) != 15 ]; do sleep 0.02; done
                echo '#sample_rate 0: 44100'
                echo '0,          0,          0,     1024,     4096, 0x00000000'""");

        assertThat(meter(patient).measure(patient).samples()).isEqualTo(1024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill -9 $$", "kill -SEGV $$", "exit 255"})
    void what_was_stopped_half_way_is_not_the_end_of_the_sound(String end) throws Exception {
        Path victim = script("victim", """
                echo '#sample_rate 0: 44100'
                echo '0,          0,          0,     1024,     4096, 0x00000000'
                """ + end);

        assertThatThrownBy(() -> meter(victim).measure(victim))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("stopped");
    }

    @Test
    void what_ended_by_itself_is_counted_whatever_it_thinks_of_the_file() throws Exception {
        for (int exit : new int[] {0, 1, 69, 183, 234}) {
            Path program = script("exit" + exit, """
                    echo '#sample_rate 0: 44100'
                    echo '0,          0,          0,     1024,     4096, 0x00000000'
                    exit """ + exit);
            assertThat(meter(program).measure(program).samples()).isEqualTo(1024);
        }
    }

    private Path script(String name, String lines) throws IOException {
        Path program = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + lines + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    private FfmpegMeter meter(Path program) {
        return new FfmpegMeter(
                new Ffmpeg(program, Optional.empty(), Sounds.LAUNCHER, Sounds.PROCESSOR),
                directory,
                Duration.ofSeconds(30),
                alarm);
    }

    private Sound measure(Path file) throws Exception {
        return new FfmpegMeter(Sounds.ffmpeg(), directory, Duration.ofSeconds(30), alarm).measure(file);
    }
}
