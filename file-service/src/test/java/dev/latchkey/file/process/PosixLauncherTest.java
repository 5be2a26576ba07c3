package dev.latchkey.file.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
final class PosixLauncherTest extends LauncherContract {

    /** The fields of a thread's statistics are counted from 1; the first one behind its name is the third. */
    private static final int NICE = 19;

    private static final int FIRST = 3;

    @Override
    Launcher launcher() {
        return new PosixLauncher(NativeAccess.ofThisProcess().orElseThrow());
    }

    @Test
    void who_steps_back_does_so_with_all_threads() throws Exception {
        // A Java runtime is the program with threads that every machine has that runs this test.
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path source = Files.writeString(
                directory.resolve("Waits.java"),
                "void main() throws Exception { IO.println(ProcessHandle.current().pid()); Thread.sleep(100_000); }");
        Launcher.Launched program =
                launcher().start(List.of(java, "-XX:-UsePerfData", "-Xmx32m", source.toString()), directory);
        String line = new String(program.output().readNBytes(1), StandardCharsets.UTF_8);
        List<Integer> before = niceness(program);

        program.stepBack();

        assertThat(line).matches("\\d");
        assertThat(before).hasSizeGreaterThan(5).containsOnly(0);
        assertThat(niceness(program)).hasSizeGreaterThan(5).containsOnly(15);
        program.kill();
        assertThat(program.waitFor()).isEqualTo(128 + 9);
    }

    @Test
    void one_that_pauses_does_nothing_until_it_goes_on() throws Exception {
        Launcher.Launched endless = launcher().start(List.of("/bin/sh", "-c", "exec yes"), directory);
        assertThat(endless.output().read()).isEqualTo('y');

        endless.pause();
        awaitState(endless, 'T');
        endless.goOn();
        endless.output().skipNBytes(1 << 20);

        endless.pause();
        endless.kill();
        assertThat(endless.waitFor()).as("nothing but that ends a pause").isEqualTo(128 + 9);
        endless.pause();
        endless.goOn();
    }

    private static void awaitState(Launcher.Launched program, char state) throws Exception {
        Path statistics = Path.of("/proc", Integer.toString(((PosixLaunched) program).process()), "stat");
        while (fields(statistics)[0].charAt(0) != state) {
            Thread.sleep(1);
        }
    }

    private static List<Integer> niceness(Launcher.Launched program) throws Exception {
        Path threads = Path.of("/proc", Integer.toString(((PosixLaunched) program).process()), "task");
        List<Integer> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
            for (Path thread : all) {
                found.add(Integer.valueOf(fields(thread.resolve("stat"))[NICE - FIRST]));
            }
        }
        return found;
    }

    private static String[] fields(Path statistics) throws Exception {
        String line = Files.readString(statistics);
        return line.substring(line.lastIndexOf(')') + 2).split(" ");
    }

    @Test
    void no_signal_is_blocked_or_ignored() throws Exception {
        String status = end(launcher().start(List.of("/bin/cat", "/proc/self/status"), directory));

        assertThat(status.lines().filter(line -> line.matches("Sig(Blk|Ign):\\s+0+")))
                .hasSize(2);
    }
}
