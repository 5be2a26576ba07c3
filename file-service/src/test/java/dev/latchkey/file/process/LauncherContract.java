package dev.latchkey.file.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every launcher does. */
@Timeout(30)
abstract class LauncherContract {

    @TempDir
    Path directory;

    /** The one that is tested. */
    abstract Launcher launcher() throws IOException;

    @Test
    void output_errors_and_exit_value_come_back() throws Exception {
        Launcher.Launched shell = shell("echo said; echo complained >&2; exit 7");

        assertThat(text(shell.output())).isEqualTo("said\n");
        assertThat(text(shell.errors())).isEqualTo("complained\n");
        assertThat(shell.waitFor()).isEqualTo(7);
    }

    @Test
    void arguments_arrive_as_they_are() throws Exception {
        List<String> odd = List.of("", " ", "a b", "'\"$HOME\\", "-x", "ä€", "line\nbreak");
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "for each; do echo \"[$each]\"; done", "sh"));
        command.addAll(odd);

        assertThat(end(launcher().start(command, directory))).isEqualTo("[" + String.join("]\n[", odd) + "]\n");
    }

    @Test
    void it_works_in_its_directory_and_has_no_input() throws Exception {
        assertThat(end(shell("pwd -P; cat; echo end"))).isEqualTo(directory.toRealPath() + "\nend\n");
    }

    @Test
    void nothing_of_our_environment_is_passed_on() throws Exception {
        Map<String, String> ours = System.getenv();
        assertThat(ours).containsKey("PATH");

        assertThat(end(launcher().start(List.of("/usr/bin/env"), directory)).lines())
                .hasSize(2)
                .contains("LC_ALL=C")
                .anyMatch(line -> line.startsWith("GLIBC_TUNABLES=") && line.contains("-FMA,"));
    }

    @Test
    void no_open_file_of_ours_is_passed_on() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "open");
        try (InputStream open = Files.newInputStream(secret)) {
            String descriptors = end(launcher().start(List.of("/bin/ls", "-l", "/proc/self/fd"), directory));

            assertThat(open.read()).isEqualTo('o');
            assertThat(descriptors).contains("/dev/null").doesNotContain("secret", "socket");
            assertThat(descriptors.lines().filter(file -> file.contains("pipe:")))
                    .hasSize(2);
        }
    }

    @Test
    void resources_are_bounded() throws Exception {
        // The bounds come right after the start, but the first time on a JVM that takes longer than a shell does for
        // this.
        end(shell("true"));

        assertThat(end(shell("ulimit -f; ulimit -v; ulimit -d; ulimit -t; ulimit -n; ulimit -c"))
                        .lines())
                .containsExactly("0", "4194304", "262144", "1800", "64", "0");
    }

    @Test
    void one_that_is_killed_ends_at_once_and_may_be_killed_again() throws Exception {
        Launcher.Launched sleeper = launcher().start(List.of("/bin/sleep", "100"), directory);

        sleeper.kill();

        assertThat(sleeper.waitFor()).isEqualTo(128 + 9);
        sleeper.kill();
        sleeper.stepBack();
    }

    @Test
    void its_writing_ends_it_when_nobody_reads() throws Exception {
        Launcher.Launched endless = launcher().start(List.of("/bin/sh", "-c", "exec yes"), directory);

        assertThat(endless.output().read()).isEqualTo('y');
        endless.output().close();

        assertThat(endless.waitFor()).isEqualTo(128 + 13);
    }

    @Test
    void what_cannot_be_started_says_so() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> launcher().start(List.of(missing.toString()), directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> launcher().start(List.of("/bin/true"), directory.resolve("nowhere")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> launcher().start(List.of("/bin/echo", "a\0b"), directory))
                .isInstanceOf(IOException.class);
    }

    @Test
    void nothing_is_left_of_those_that_ended_and_of_those_that_never_began() throws Exception {
        long open = openFiles();
        for (int i = 0; i < 50; i++) {
            assertThat(end(shell("echo " + i))).isEqualTo(i + "\n");
            assertThatThrownBy(() -> launcher().start(List.of("/nowhere"), directory))
                    .isInstanceOf(IOException.class);
        }

        assertThat(openFiles()).isLessThan(open + 20);
        // What other tests killed may still be on its way out; what nobody waits for would stay.
        while (ProcessHandle.current()
                .children()
                .anyMatch(child -> child.info().command().isEmpty())) {
            Thread.sleep(5);
        }
    }

    private static long openFiles() {
        String[] files = Path.of("/proc/self/fd").toFile().list();
        return files == null ? 0 : files.length;
    }

    Launcher.Launched shell(String script) throws IOException {
        return launcher().start(List.of("/bin/sh", "-c", script), directory);
    }

    /** What it says until its end, which is a good one. */
    static String end(Launcher.Launched program) throws Exception {
        try (InputStream output = program.output();
                InputStream errors = program.errors()) {
            String said = text(output);
            assertThat(text(errors)).isEmpty();
            assertThat(program.waitFor()).isZero();
            return said;
        }
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
