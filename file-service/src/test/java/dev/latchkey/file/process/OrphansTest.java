package dev.latchkey.file.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
@EnabledOnOs(OS.LINUX)
final class OrphansTest {

    private static final Path PROGRAM = Path.of("/bin/sleep");

    @TempDir
    Path directory;

    @Test
    void who_was_left_behind_is_killed_even_in_a_pause_and_nobody_else() throws Exception {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Process child = new ProcessBuilder(PROGRAM.toString(), "100")
                .directory(directory.toFile())
                .start();
        ProcessHandle orphan = orphan("sleep 100", directory);
        ProcessHandle other = orphan("sleep 100", elsewhere);
        ProcessHandle otherProgram = orphan("tail -f /dev/null", directory);

        try {
            Orphans.end(PROGRAM, directory);

            while (orphan.isAlive()) {
                Thread.sleep(1);
            }
            assertThat(child.isAlive()).isTrue();
            assertThat(other.isAlive()).isTrue();
            assertThat(otherProgram.isAlive()).isTrue();
        } finally {
            child.destroyForcibly();
            List.of(orphan, other, otherProgram).forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** One that is paused, and whose parent has ended. */
    private static ProcessHandle orphan(String command, Path directory) throws Exception {
        long process = Long.parseLong(said(command + " > /dev/null 2>&1 & echo $!", directory));
        ProcessHandle orphan = ProcessHandle.of(process).orElseThrow();
        String program = command.substring(0, command.indexOf(' '));
        while (!orphan.info().command().orElse("").endsWith("/" + program)) {
            Thread.sleep(1);
        }
        said("kill -STOP " + process, directory);
        return orphan;
    }

    private static String said(String script, Path directory) throws Exception {
        Process shell = new ProcessBuilder("/bin/sh", "-c", script)
                .directory(directory.toFile())
                .start();
        try (InputStream output = shell.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(shell.waitFor()).isZero();
            return said;
        }
    }
}
