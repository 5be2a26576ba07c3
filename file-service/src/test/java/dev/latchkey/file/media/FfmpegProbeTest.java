package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class FfmpegProbeTest {

    @TempDir
    static Path directory;

    private final FfmpegProbe probe = new FfmpegProbe(Sounds.ffmpeg(), directory, 2, Duration.ofSeconds(10));

    @Test
    void sees_tags_and_sound_of_an_mp3_but_its_cover_is_no_video() throws Exception {
        Path cover = Sounds.picture(directory, "cover.jpg");
        Path plain = Sounds.tones(
                directory,
                "plain.mp3",
                44_100,
                2,
                "-metadata",
                "title=Tön: A",
                "-metadata",
                "artist=Me\n  Stream #0:0: Video: h264, 1x1",
                "-metadata",
                "genre=Jazz",
                "-metadata",
                "track=3/9",
                "-metadata",
                "album=x=y;z#");
        Path covered = withCover("covered.mp3", plain, cover, "-metadata:s:v", "title=Album cover");

        MediaFacts facts = probe.look(covered).orElseThrow();

        assertThat(facts.hasAudio()).isTrue();
        assertThat(facts.hasVideo()).isFalse();
        assertThat(facts.width()).isEmpty();
        assertThat(facts.title()).contains("Tön: A");
        assertThat(facts.artist())
                .hasValueSatisfying(artist -> assertThat(artist).startsWith("Me"));
        assertThat(facts.genre()).contains("Jazz");
        assertThat(facts.trackno()).contains("3/9");
        assertThat(facts.album()).contains("x=y;z#");
        assertThat(facts.audioCodec()).contains("mp3");
        assertThat(facts.audioSampleRate()).contains(44_100);
        assertThat(facts.duration().orElseThrow()).isBetween(Duration.ofMillis(1900), Duration.ofMillis(2200));
        assertThat(facts.cover()).contains(new MediaFacts.Cover("mjpeg", 320, 240));
        assertThat(probe.look(plain).orElseThrow().cover()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"covered.flac", "covered.m4a"})
    void sees_a_cover_however_it_is_packed(String name) throws Exception {
        Path sound = Sounds.tones(directory, "under-" + name, 44_100, 1);
        Path cover = Sounds.picture(directory, name + ".png");
        Path covered = withCover(name, sound, cover, "-disposition:v", "attached_pic");

        MediaFacts facts = probe.look(covered).orElseThrow();

        assertThat(facts.cover()).contains(new MediaFacts.Cover("png", 320, 240));
        assertThat(facts.hasVideo()).isFalse();
        assertThat(facts.width()).isEmpty();
    }

    @Test
    void hears_what_comes_after_a_thousand_chapters() throws Exception {
        StringBuilder chapters = new StringBuilder(";FFMETADATA1\n");
        for (int i = 0; i < 1_200; i++) {
            chapters.append("[CHAPTER]\nTIMEBASE=1/1000\nSTART=%d\nEND=%d\ntitle=Chapter %d of the book\n"
                    .formatted(i * 2, i * 2 + 2, i));
        }
        Path list = Files.writeString(directory.resolve("chapters.txt"), chapters);
        Path sound = Sounds.tones(directory, "book.wav", 44_100, 3);
        Path book = Sounds.make(
                directory,
                "book.m4a",
                List.of("-i", sound.toString(), "-i", list.toString()),
                "-map_metadata",
                "1",
                "-c:a",
                "aac");

        MediaFacts facts = probe.look(book).orElseThrow();

        assertThat(facts.hasAudio()).isTrue();
        assertThat(facts.audioCodec()).contains("aac");
    }

    @Test
    void sees_a_film() throws Exception {
        MediaFacts facts = probe.look(
                        Sounds.film(directory, "film.mp4", 2, "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac"))
                .orElseThrow();

        assertThat(facts.hasAudio()).isTrue();
        assertThat(facts.hasVideo()).isTrue();
        assertThat(facts.width()).contains(320);
        assertThat(facts.height()).contains(240);
        assertThat(facts.framesPerSecond()).contains(25.0);
        assertThat(facts.videoCodec()).contains("h264");
        assertThat(facts.audioCodec()).contains("aac");
        assertThat(facts.duration()).contains(Duration.ofSeconds(2));
    }

    @Test
    void sees_which_way_a_film_is_turned() throws Exception {
        Path upright = Sounds.film(directory, "upright.mp4", 1, "-c:v", "libx264", "-an");
        Path turned = Sounds.make(
                directory,
                "turned.mp4",
                List.of("-i", upright.toString()),
                "-c",
                "copy",
                "-metadata:s:v",
                "rotate=270");

        assertThat(probe.look(turned).orElseThrow().rotation()).contains(90);
        assertThat(probe.look(upright).orElseThrow().hasAudio()).isFalse();
    }

    @Test
    void sees_tags_that_stand_at_the_stream() throws Exception {
        Path ogg = Sounds.tones(directory, "a.ogg", 48_000, 1, "-c:a", "libvorbis", "-metadata", "title=Og");

        assertThat(probe.look(ogg).orElseThrow().title()).contains("Og");
    }

    @Test
    void a_picture_has_a_size_and_is_no_film_whatever_it_is_called() throws Exception {
        for (String kind : List.of("p.png", "p.jpg", "p.gif", "p.bmp", "p.tiff", "p.webp")) {
            Path nameless = Files.copy(Sounds.picture(directory, kind), directory.resolve(kind.replace('.', '-')));

            MediaFacts facts = probe.look(nameless).orElseThrow(() -> new AssertionError(kind));
            assertThat(facts.width()).as(kind).contains(320);
            assertThat(facts.height()).as(kind).contains(240);
            assertThat(facts.hasVideo()).as(kind).isFalse();
            assertThat(facts.duration()).as(kind).isEmpty();
        }
    }

    @Test
    void finds_nothing_in_text_noise_and_emptiness() throws Exception {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);

        assertThat(probe.look(Files.writeString(directory.resolve("text"), "hello\n".repeat(500))))
                .isEmpty();
        assertThat(probe.look(Files.write(directory.resolve("noise"), noise))).isEmpty();
        assertThat(probe.look(Files.write(directory.resolve("empty"), new byte[0])))
                .isEmpty();
    }

    @Test
    void a_film_cut_before_its_index_is_nothing_and_one_cut_inside_it_is_survived() throws Exception {
        byte[] whole = Files.readAllBytes(Sounds.film(directory, "cut.mp4", 1, "-c:v", "libx264", "-c:a", "aac"));
        for (int length = 1; length < whole.length; length += whole.length / 20) {
            Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(whole, length));
            Optional<MediaFacts> facts = probe.look(cut);
            if (length < whole.length / 2) {
                assertThat(facts).as("cut at %d of %d", length, whole.length).isEmpty();
            }
        }
    }

    @Test
    void an_ffprobe_is_asked_first_and_ffmpeg_where_it_fails() throws Exception {
        Path song = Sounds.tones(directory, "asked.wav", 22_050, 1);
        Path answers =
                program("answers", "echo '{\"streams\":[{\"codec_type\":\"audio\",\"sample_rate\":\"96000\"}]}'");
        Path fails = program("fails", "exit 1");

        assertThat(probeWith(answers).look(song).orElseThrow().audioSampleRate())
                .contains(96_000);
        assertThat(probeWith(fails).look(song).orElseThrow().audioSampleRate()).contains(22_050);
    }

    private static FfmpegProbe probeWith(Path ffprobe) {
        Ffmpeg both = new Ffmpeg(Sounds.ffmpeg().binary(), Optional.of(ffprobe), Sounds.LAUNCHER, Sounds.PROCESSOR);
        return new FfmpegProbe(both, directory, 1, Duration.ofSeconds(10));
    }

    private static Path program(String name, String script) throws IOException {
        Path program = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kill -9 $$",
                "exit 255",
                "echo 'file:/x: Permission denied' >&2; exit 1",
                "yes x | head -c 2000000"
            })
    void a_file_that_was_not_read_is_not_one_without_sound(String end) throws Exception {
        Ffmpeg victim = new Ffmpeg(program("victim", end), Optional.empty(), Sounds.LAUNCHER, Sounds.PROCESSOR);
        FfmpegProbe looking = new FfmpegProbe(victim, directory, 1, Duration.ofSeconds(10));

        assertThatThrownBy(() -> looking.look(victim.binary())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> probe.look(directory.resolve("gone.mp3"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void a_program_that_never_ends_is_killed_in_time() throws Exception {
        Path sleeper = program("sleeper", "exec /bin/sleep 60");
        FfmpegProbe stuck = new FfmpegProbe(
                new Ffmpeg(sleeper, Optional.empty(), Sounds.LAUNCHER, Sounds.PROCESSOR),
                directory,
                1,
                Duration.ofMillis(300));

        assertThatThrownBy(() -> stuck.look(sleeper))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("killed");

        // Killed, it may still be on its way out; left alone, it would be there for a minute.
        List<ProcessHandle> sleeping = ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("sleep"))
                .toList();
        for (ProcessHandle child : sleeping) {
            assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    private static Path withCover(String name, Path sound, Path cover, String... more) {
        List<String> arguments = new ArrayList<>(List.of("-map", "0", "-map", "1", "-c", "copy"));
        arguments.addAll(List.of(more));
        return Sounds.make(
                directory,
                name,
                List.of("-i", sound.toString(), "-i", cover.toString()),
                arguments.toArray(String[]::new));
    }
}
