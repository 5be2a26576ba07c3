package dev.latchkey.file.media;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** An ffmpeg of a service that was killed: it is paused, and nobody is left to tell it to go on. */
public final class LeftBehind implements QuarkusTestResourceLifecycleManager {

    /** Its number, as a setting of the service under test. */
    static final String PROCESS = "latchkey.test.left-behind";

    private ProcessHandle process;

    @Override
    public Map<String, String> start() {
        Path work = Path.of(System.getProperty("latchkey.test.work", "target"), "media")
                .toAbsolutePath();
        try {
            Path ffmpeg = Sounds.ffmpeg().binary().toRealPath();
            Path media = Files.createTempDirectory(Files.createDirectories(work), "left-behind");
            process = orphan(ffmpeg, Files.createDirectory(media.resolve("empty")));
            return Map.of(
                    "latchkey.media.ffmpeg",
                    ffmpeg.toString(),
                    "latchkey.media.directory",
                    media.toString(),
                    PROCESS,
                    Long.toString(process.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        process.destroyForcibly();
    }

    /** One that is paused, and whose parent has ended. */
    private static ProcessHandle orphan(Path ffmpeg, Path directory) throws IOException {
        String waiting = "'%s' -v quiet -nostdin -f s16le -i file:../samples -f null -".formatted(ffmpeg);
        String number = said("mkfifo ../samples; " + waiting + " > /dev/null 2>&1 & echo $!", directory);
        ProcessHandle orphan = ProcessHandle.of(Long.parseLong(number)).orElseThrow();
        while (!orphan.info().command().equals(Optional.of(ffmpeg.toString()))) {
            if (!orphan.isAlive()) {
                throw new IOException("it does not wait");
            }
        }
        said("kill -STOP " + number, directory);
        return orphan;
    }

    private static String said(String script, Path directory) throws IOException {
        Process shell = new ProcessBuilder("/bin/sh", "-c", script)
                .directory(directory.toFile())
                .start();
        try (InputStream output = shell.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            int exit = shell.onExit().join().exitValue();
            if (exit != 0) {
                throw new IOException(script + " ended with " + exit);
            }
            return said;
        }
    }
}
