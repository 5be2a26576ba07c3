package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.file.process.Launcher;
import dev.latchkey.file.process.SearchPath;
import dev.latchkey.file.process.Unbounded;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replicas on other processors make the same bytes. The others are emulated: needs {@code qemu-x86_64} (Debian's
 * qemu-user), and says so where it is not there.
 */
@Timeout(600)
final class OtherProcessorsTest {

    private static final SearchPath PROGRAMS = new SearchPath(System.getenv("PATH"));
    private static final Optional<Path> EMULATOR = PROGRAMS.find("qemu-x86_64");

    /** One without AVX, one with AVX2 and fused multiplication. */
    private static final List<String> OTHERS = List.of("Nehalem", "Haswell");

    private static final double SECONDS = 3;

    @TempDir
    static Path directory;

    private static Path music;

    @BeforeAll
    static void makeMusic() {
        assumeTrue(EMULATOR.isPresent(), "no qemu-x86_64 on the PATH: other processors are not tried");
        assumeTrue("amd64".equals(System.getProperty("os.arch")), "only processors of this architecture share bytes");
        music = Sounds.music(directory, "music.wav", SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wav", "mp3", "m4a", "opus", "flac", "ogg"})
    void other_processors_make_the_same_bytes(String kind) throws Exception {
        Path source = Sounds.make(directory, "source." + kind, List.of("-i", music.toString()), codec(kind));
        Sound sound = measured(source);
        for (int rate : new int[] {32, 128}) {
            Mp3Layout layout = Mp3Layout.of(sound, rate, 4);
            byte[] here = encode(Sounds.ffmpeg(), source, sound, layout);
            assertThat(here).isNotEmpty();
            for (String other : OTHERS) {
                assertThat(Arrays.mismatch(encode(emulated(other), source, sound, layout), here))
                        .as("the first byte that differs, %s at %d on %s", kind, rate, other)
                        .isEqualTo(-1);
            }
        }
    }

    private static String[] codec(String kind) {
        return kind.equals("opus") ? new String[] {"-c:a", "libopus"} : new String[0];
    }

    private static Sound measured(Path source) throws Exception {
        try (Replica replica = Replica.real(directory.resolve("replica"), 4)) {
            return replica.find(source, 128).sound();
        }
    }

    private static byte[] encode(Ffmpeg ffmpeg, Path source, Sound sound, Mp3Layout layout) throws Exception {
        Encoder.Source from = Encoder.Source.of(source, sound);
        try (Encoder.Encoding running =
                        new FfmpegEncoder(ffmpeg, directory).start(from, layout.format(), layout.slice(0), false);
                InputStream mp3 = running.mp3()) {
            return mp3.readAllBytes();
        }
    }

    /** Without bounds, as the emulator needs far more addresses than what it runs. */
    private static Ffmpeg emulated(String processor) {
        Launcher launcher = (command, workingDirectory) -> {
            List<String> emulation =
                    new ArrayList<>(List.of(EMULATOR.orElseThrow().toString(), "-cpu", processor));
            emulation.addAll(command);
            return Unbounded.launcher().start(emulation, workingDirectory);
        };
        return new Ffmpeg(Sounds.ffmpeg().binary(), Optional.empty(), launcher, Sounds.PROCESSOR);
    }
}
