package dev.latchkey.file.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Programs that a service left behind when it was killed: paused, one would wait for ever to be told to go on. */
public final class Orphans {

    private static final Path PROCESSES = Path.of("/proc");

    private Orphans() {}

    /**
     * Kills whoever runs that program in that directory and is no child of ours. Nobody else may do so there. Does nothing
     * where the system does not tell.
     */
    public static void end(Path program, Path directory) throws IOException {
        if (!Files.isDirectory(PROCESSES)) {
            return;
        }
        Path executable = program.toRealPath();
        Path folder = directory.toRealPath();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                if (isLink(process.resolve("cwd"), folder) && isLink(process.resolve("exe"), executable)) {
                    end(Long.parseLong(process.getFileName().toString()));
                }
            }
        }
    }

    private static void end(long process) {
        ProcessHandle.of(process)
                .filter(handle -> !handle.parent().equals(Optional.of(ProcessHandle.current())))
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    /** False for processes of others, too, of whom it is not told, and for what has just ended. */
    private static boolean isLink(Path link, Path target) {
        try {
            return Files.readSymbolicLink(link).equals(target);
        } catch (IOException _) {
            return false;
        }
    }
}
