package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Ends the system, as the very last. */
@WholeSystem
@Order(Integer.MAX_VALUE)
@EnabledOnOs(OS.LINUX)
class LeftoversTest {

    private static final int PROCESSES_AT_LEAST = 4;

    @Test
    void no_process_is_left_when_the_system_has_ended(Latchkey latchkey) {
        Path home = latchkey.stack().home();
        assertThat(processesOf(home)).as("processes of the running system").hasSizeGreaterThan(PROCESSES_AT_LEAST);

        latchkey.close();

        Await.until("all processes have ended", () -> processesOf(home), List::isEmpty);
    }

    /** All that work in the state folder, or were told of it. */
    private static List<String> processesOf(Path home) {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(process -> !process.getFileName().toString().equals(own()))
                    .filter(process -> workingFolder(process).startsWith(home.toString())
                            || commandLine(process).contains(home.toString()))
                    .map(process -> process.getFileName() + " " + commandLine(process))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String own() {
        return Long.toString(ProcessHandle.current().pid());
    }

    private static String workingFolder(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).toString();
        } catch (IOException _) {
            return ""; // ended meanwhile, or somebody else's
        }
    }

    private static String commandLine(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8)
                    .replace('\0', ' ');
        } catch (IOException _) {
            return ""; // ended meanwhile, or somebody else's
        }
    }
}
