package measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What processes use, as the kernel counts it, and where they run. */
public final class Processes {

    private Processes() {}

    /** The process and all its descendants. */
    public static List<Long> tree(long pid) {
        return Stream.concat(
                        Stream.of(pid),
                        ProcessHandle.of(pid).stream()
                                .flatMap(ProcessHandle::descendants)
                                .map(ProcessHandle::pid))
                .toList();
    }

    /** Seconds of user and system time of a process, its descendants, and those of them that have ended. */
    public static double cpuSeconds(long pid) {
        return tree(pid).stream()
                .map(Cpu::of)
                .mapToDouble(cpu -> cpu.own() + cpu.children())
                .sum();
    }

    /** Memory of a process and its descendants in MB; pages that several share count in parts. */
    public static double pssMegabytes(long pid) {
        double kilobytes = 0;
        for (long process : tree(pid)) {
            kilobytes += read(Path.of("/proc/" + process + "/smaps_rollup"))
                    .lines()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
        return kilobytes / 1024;
    }

    /** Lets a process and its descendants run on these processors only: {@code 0}, {@code 0,1}. */
    public static void pin(long pid, String processors) {
        for (long process : tree(pid)) {
            run("taskset", "-acp", processors, Long.toString(process));
        }
    }

    /** The first of the three load averages. */
    public static String load() {
        return read(Path.of("/proc/loadavg")).split(" ")[0];
    }

    /** Runs a program to its end; what it printed. */
    public static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends a process that was started here. */
    public static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    /** The executable that a native build left in a module's target folder; nothing if there was none. */
    public static List<Path> executables(Path root, String module) throws IOException {
        Path target = root.resolve(module).resolve("target");
        if (!Files.isDirectory(target)) {
            return List.of();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(target, "*-runner")) {
            return Stream.of(files).flatMap(all -> java.util.stream.StreamSupport.stream(all.spliterator(), false))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ended) {
            return "";
        }
    }
}
