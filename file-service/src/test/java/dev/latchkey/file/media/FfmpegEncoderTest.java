package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the real encoder: what comes out is what was asked for, measured on the frames. */
@Timeout(120)
final class FfmpegEncoderTest {

    private static final double SECONDS = 2.9;
    private static final List<Integer> ASKED = List.of(16, 24, 32, 64, 128, 144, 192, 320);

    @TempDir
    static Path directory;

    private static Replica replica;

    @BeforeAll
    static void makeSounds() throws IOException {
        replica = Replica.real(directory.resolve("replica"), 2);
        Sounds.tones(directory, "a.wav", 44_100, SECONDS);
        Sounds.tones(directory, "b.flac", 96_000, SECONDS);
        Sounds.tones(directory, "c.ogg", 48_000, SECONDS, "-c:a", "libvorbis");
        Sounds.tones(directory, "d.m4a", 44_100, SECONDS, "-c:a", "aac");
        Sounds.tones(directory, "e.mp3", 32_000, SECONDS, "-q:a", "4");
        Sounds.tones(directory, "f.opus", 48_000, SECONDS, "-c:a", "libopus");
        Sounds.tones(directory, "g.wav", 8_000, SECONDS, "-ac", "6");
        Sounds.film(directory, "h.mp4", SECONDS, "-c:v", "libx264", "-c:a", "aac");
        Sounds.film(directory, "i.mkv", SECONDS, "-c:v", "libx264", "-c:a", "flac");
    }

    @AfterAll
    static void close() {
        replica.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.wav", "b.flac", "c.ogg", "d.m4a", "e.mp3", "f.opus", "g.wav", "h.mp4", "i.mkv"})
    void the_mp3_has_really_the_bit_rate_that_was_asked_for(String source) throws Exception {
        for (int asked : ASKED) {
            Mp3 mp3 = replica.find(directory.resolve(source), asked);
            Mp3Frames frames = Mp3Frames.of(replica.read(mp3));

            assertThat(new LinkedHashSet<>(frames.bitRates())).as("every frame").containsExactly(asked);
            assertThat(new LinkedHashSet<>(frames.sampleRates()))
                    .as("every frame")
                    .hasSize(1);
            assertThat(frames.kilobitsPerSecond()).as("measured").isCloseTo(asked, within(asked * 0.01));
            assertThat(frames.seconds()).as("all of it").isBetween(SECONDS, SECONDS + 0.15);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.wav", "c.ogg", "e.mp3"})
    void the_position_of_every_frame_is_known_beforehand(String source) throws Exception {
        for (int asked : ASKED) {
            Mp3 mp3 = replica.find(directory.resolve(source), asked);
            Mp3Frames frames = Mp3Frames.of(replica.read(mp3));

            AudioFormat format = mp3.layout().format();
            for (int n = 0; n < frames.positions().size(); n++) {
                assertThat(format.bytesOf(n))
                        .as("frame %d at %d kbit/s", n, asked)
                        .isEqualTo((long) frames.positions().get(n));
            }
            assertThat(format.bytesOf(frames.positions().size())).isEqualTo(frames.bytes());
        }
    }

    @Test
    void the_bytes_are_the_same_whether_somebody_waits_or_not() throws Exception {
        try (Encoder.Encoding awaited = start(directory.resolve("a.wav"), 44_100, true);
                Encoder.Encoding ahead = start(directory.resolve("a.wav"), 44_100, false)) {
            byte[] bytes = awaited.mp3().readAllBytes();

            assertThat(bytes).isNotEmpty();
            assertThat(ahead.mp3().readAllBytes()).isEqualTo(bytes);
        }
    }

    /** As samples are that may grow: nothing says where they end but their number. */
    @ParameterizedTest
    @CsvSource({"1, 44100", "300, 8000", "3000, 22050", "44100, 44100", "200000, 44100", "200000, 48000"})
    void all_bytes_of_samples_come_though_there_is_no_end_of_them(int samples, int rate) throws Exception {
        byte[] noise = new byte[samples * 4];
        new Random(samples).nextBytes(noise);
        Path raw = Files.write(directory.resolve(samples + ".pcm"), Arrays.copyOf(noise, noise.length + rate * 4));
        Sound sound = new Sound(rate, 2, true, samples, false, Optional.of("ogg"));
        Mp3Layout layout = Mp3Layout.of(sound, 64, 50);

        for (boolean prompt : new boolean[] {true, false}) {
            try (Encoder.Encoding running = new FfmpegEncoder(Sounds.ffmpeg(), directory)
                    .start(Encoder.Source.decoded(raw, sound, 0), layout.format(), layout.slice(0), prompt)) {
                assertThat(running.mp3().readNBytes((int) layout.length(0))).hasSize((int) layout.length(0));
            }
        }
    }

    @Test
    void what_is_no_sound_ends_at_once_without_a_byte() throws Exception {
        Path text = Files.writeString(directory.resolve("text.mp3"), "not a sound ".repeat(1000));

        try (Encoder.Encoding running = start(text, 1000)) {
            assertThat(running.mp3().readAllBytes()).isEmpty();
            assertThat(running.complaint()).isNotBlank();
        }
    }

    @Test
    void what_is_known_to_be_one_thing_is_not_read_as_another() throws Exception {
        Encoder.Source flacAsWav = Encoder.Source.of(
                directory.resolve("b.flac"), new Sound(96_000, 2, true, 1000, true, Optional.of("wav")));

        try (Encoder.Encoding running = new FfmpegEncoder(Sounds.ffmpeg(), directory)
                .start(flacAsWav, AudioBitRates.format(128, 96_000), new Mp3Layout.Slice(0, 0, 1000, 0), true)) {
            assertThat(running.mp3().readAllBytes()).isEmpty();
        }
    }

    @Test
    void a_silent_film_has_nothing_to_make_mp3_of() throws Exception {
        Path silent = Sounds.film(directory, "silent.mp4", 1, "-c:v", "libx264", "-an");

        try (Encoder.Encoding running = start(silent, 1000)) {
            assertThat(running.mp3().readAllBytes()).isEmpty();
        }
    }

    @Test
    void a_playlist_reaches_no_other_file() throws Exception {
        Path victim = directory.resolve("e.mp3").toAbsolutePath();
        for (String list : List.of(
                "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:4,\nfile://" + victim + "\n#EXT-X-ENDLIST\n",
                "ffconcat version 1.0\nfile " + victim.getFileName() + "\n")) {
            Path playlist = Files.writeString(directory.resolve("list.m3u8"), list);

            try (Encoder.Encoding running = start(playlist, 1000)) {
                assertThat(running.mp3().readAllBytes()).isEmpty();
            }
        }
    }

    @Test
    void where_the_source_has_less_than_was_said_silence_follows() throws Exception {
        try (Encoder.Encoding running = start(directory.resolve("a.wav"), 20 * 44_100)) {
            assertThat(Mp3Frames.of(running.mp3().readAllBytes()).seconds()).isBetween(20.0, 20.2);
        }
    }

    @Test
    void closing_kills_the_process() throws Exception {
        Path endless = Sounds.hum(directory, "long.wav", 900);
        Encoder.Encoding running = start(endless, 900 * 44_100);
        assertThat(running.mp3().readNBytes(10_000)).hasSize(10_000);
        assertThat(isEncoded("long.wav")).isTrue();

        running.close();

        while (isEncoded("long.wav")) {
            Thread.sleep(5);
        }
    }

    private static boolean isEncoded(String source) {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .anyMatch(child -> child.info().commandLine().orElse("").contains(source));
    }

    private static Encoder.Encoding start(Path source, long samples) throws IOException {
        return start(source, samples, true);
    }

    private static Encoder.Encoding start(Path source, long samples, boolean prompt) throws IOException {
        return new FfmpegEncoder(Sounds.ffmpeg(), directory)
                .start(
                        Encoder.Source.of(source, new Sound(44_100, 2, true, samples, true, Optional.empty())),
                        AudioBitRates.format(128, 44_100),
                        new Mp3Layout.Slice(0, 0, samples, 0),
                        prompt);
    }
}
