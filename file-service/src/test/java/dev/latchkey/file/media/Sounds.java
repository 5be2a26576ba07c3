package dev.latchkey.file.media;

import dev.latchkey.file.process.Launcher;
import dev.latchkey.file.process.SearchPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sound files of every kind, made by the bundled ffmpeg. */
final class Sounds {

    private static final Path WORK = Path.of(System.getProperty("latchkey.test.work", "target"), "media");

    /** Another one for every run, since what was made of equal sounds is kept. */
    private static final double PITCH = 300 + new Random().nextDouble(300);

    /** No program but the bundled one. */
    private static final SearchPath NOWHERE = new SearchPath(null);

    /** What the service starts programs with here. */
    static final Launcher LAUNCHER = Launcher.ofThisMachine(NOWHERE);

    /** What they run on here. */
    static final Processor PROCESSOR = processor();

    private Sounds() {}

    /** The ffmpeg that is tested: the bundled one, unless {@code latchkey.test.ffmpeg} names another. */
    static Ffmpeg ffmpeg() {
        return find(
                Optional.ofNullable(System.getProperty("latchkey.test.ffmpeg")).map(Path::of));
    }

    /** The ffmpeg that knows all kinds of sound, unpacked once for all test classes. */
    static Ffmpeg bundled() {
        return find(Optional.empty());
    }

    private static Processor processor() {
        try {
            return Processor.ofThisMachine();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Ffmpeg find(Optional<Path> binary) {
        try {
            return new FfmpegLocator(binary, NOWHERE, WORK.resolve("bin"), LAUNCHER).find();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Two tones, one to each side, for so many seconds; the ending of the file decides the kind. */
    static Path tones(Path directory, String fileName, int sampleRate, double seconds, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "-f",
                "lavfi",
                "-i",
                "aevalsrc='0.4*sin(2*PI*" + PITCH + "*t)+0.1*sin(2*PI*3000*t*t)|0.4*sin(2*PI*660*t):s=" + sampleRate
                        + ":d=" + seconds + "'"));
        return make(directory, fileName, arguments, more);
    }

    /** A recording of many tracks, a tone on each, of which none says where it is heard. */
    static Path tracks(Path directory, String fileName, int count, double seconds, String... more) {
        String tones = IntStream.range(0, count)
                .mapToObj(track -> "0.4*sin(2*PI*" + (PITCH + 100 * track) + "*t)")
                .collect(Collectors.joining("|"));
        return make(
                directory,
                fileName,
                List.of("-f", "lavfi", "-i", "aevalsrc='" + tones + "':s=44100:d=" + seconds),
                more);
    }

    /** Two voices with a beat and some noise: enough that an encoder has to think. */
    static Path music(Path directory, String fileName, double seconds) {
        String left = "0.25*sin(2*PI*t*(220+20*floor(mod(t*2,7))))*exp(-3*mod(t,0.5))"
                + "+0.2*sin(2*PI*t*(330+30*floor(mod(t*1.5,5))))+0.15*(random(0)-0.5)*exp(-30*mod(t,0.25))";
        String right = "0.3*sin(2*PI*t*(277+15*floor(mod(t*3,6))))*exp(-4*mod(t,0.33))"
                + "+0.1*sin(2*PI*3000*t)*exp(-20*mod(t,1))+0.15*(random(1)-0.5)*exp(-25*mod(t,0.5))";
        return make(
                directory,
                fileName,
                List.of("-f", "lavfi", "-i", "aevalsrc='" + left + "|" + right + "':s=44100:d=" + seconds));
    }

    /** One tone, quickly made however long it is. */
    static Path hum(Path directory, String fileName, double seconds) {
        return make(
                directory,
                fileName,
                List.of("-f", "lavfi", "-i", "sine=frequency=" + PITCH + ":sample_rate=44100:duration=" + seconds));
    }

    /** A small film with a tone. */
    static Path film(Path directory, String fileName, double seconds, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "-f",
                "lavfi",
                "-i",
                "testsrc=size=320x240:rate=25:duration=" + seconds,
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=" + PITCH + ":sample_rate=48000:duration=" + seconds));
        return make(directory, fileName, arguments, more);
    }

    /** A picture. */
    static Path picture(Path directory, String fileName) {
        return make(directory, fileName, List.of("-f", "lavfi", "-i", "testsrc=size=320x240", "-frames:v", "1"));
    }

    /** Another file made of others. */
    static Path make(Path directory, String fileName, List<String> inputs, String... more) {
        Path file = directory.resolve(fileName);
        List<String> command = new ArrayList<>(List.of(bundled().binary().toString(), "-v", "error", "-nostdin", "-y"));
        command.addAll(inputs);
        command.addAll(List.of(more));
        command.add(file.toString());
        try {
            String complaints = complaints(command, directory);
            if (!Files.exists(file)) {
                throw new AssertionError(fileName + ": " + complaints);
            }
            return file;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What a command says that may write files, unlike those of the service. */
    static String complaints(List<String> command, Path directory) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Launcher.ENVIRONMENT);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(command + ": " + said);
        }
        return said;
    }
}
