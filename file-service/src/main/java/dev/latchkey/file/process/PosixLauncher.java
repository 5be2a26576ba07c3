package dev.latchkey.file.process;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Starts programs by {@code posix_spawn}: the system copies nothing of this process for it, however large that is, and no
 * further program is in between. The bounds are set as soon as it is there, before it has read anything.
 */
final class PosixLauncher implements Launcher {

    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int CHILD_SIGNAL = 17;
    private static final int SIGNAL_SET = 128;

    /** More than any C library takes for one of its structures. */
    private static final int STRUCTURE = 512;

    /**
     * POSIX_SPAWN_SETPGROUP, so that all threads of the program are found by its number; POSIX_SPAWN_SETSIGDEF and
     * POSIX_SPAWN_SETSIGMASK.
     */
    private static final short FLAGS = 0x02 | 0x04 | 0x08;

    private final NativeAccess system;
    private final LibC libC;
    private final Memory memory;

    PosixLauncher(NativeAccess system) {
        this.system = system;
        this.libC = system.libC();
        this.memory = system.memory();
        // Were it ignored, which is inherited, nobody could wait for an end.
        libC.signal(CHILD_SIGNAL, 0);
    }

    @Override
    public Launched start(List<String> command, Path directory) throws IOException {
        try (Pipe output = new Pipe();
                Pipe errors = new Pipe()) {
            int process = spawn(command, directory, output, errors);
            PosixLaunched launched = new PosixLaunched(system, process, output.reader, errors.reader);
            bound(launched);
            output.taken = true;
            errors.taken = true;
            return launched;
        }
    }

    private int spawn(List<String> command, Path directory, Pipe output, Pipe errors) throws IOException {
        try (Scratch scratch = new Scratch(system)) {
            long actions = scratch.room(STRUCTURE);
            require("actions", libC.posix_spawn_file_actions_init(actions));
            try {
                require("stdin", libC.posix_spawn_file_actions_addopen(actions, 0, scratch.string("/dev/null"), 0, 0));
                require("stdout", libC.posix_spawn_file_actions_adddup2(actions, output.write, 1));
                require("stderr", libC.posix_spawn_file_actions_adddup2(actions, errors.write, 2));
                require("others", libC.posix_spawn_file_actions_addclosefrom_np(actions, 3));
                long path = scratch.string(directory.toString());
                require("directory", libC.posix_spawn_file_actions_addchdir_np(actions, path));
                long process = scratch.room(Integer.BYTES);
                require(
                        command.getFirst(),
                        libC.posix_spawn(
                                process,
                                scratch.string(command.getFirst()),
                                actions,
                                attributes(scratch),
                                scratch.strings(command),
                                scratch.strings(environment())));
                return memory.getInt(process);
            } finally {
                libC.posix_spawn_file_actions_destroy(actions);
            }
        }
    }

    private static List<String> environment() {
        return ENVIRONMENT.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
    }

    /** No signal is blocked, and each does what it does by default, whatever is so with us. */
    private long attributes(Scratch scratch) throws IOException {
        long attributes = scratch.room(STRUCTURE);
        require("attributes", libC.posix_spawnattr_init(attributes));
        byte[] allSignals = new byte[SIGNAL_SET];
        Arrays.fill(allSignals, (byte) -1);
        require("signals", libC.posix_spawnattr_setsigdefault(attributes, scratch.bytes(allSignals)));
        require("flags", libC.posix_spawnattr_setflags(attributes, FLAGS));
        return attributes;
    }

    private void bound(PosixLaunched launched) throws IOException {
        try (Scratch scratch = new Scratch(system)) {
            long limit = scratch.room(2L * Long.BYTES);
            for (Bound bound : BOUNDS) {
                memory.putLong(limit, bound.most());
                memory.putLong(limit + Long.BYTES, bound.most());
                if (libC.prlimit(launched.process(), bound.number(), limit, 0) != 0) {
                    launched.kill();
                    launched.waitFor();
                    throw new IOException("no bound for " + bound.name());
                }
            }
        }
    }

    private static void require(String what, int error) throws IOException {
        if (error != 0) {
            throw new IOException("%s: error %d".formatted(what, error));
        }
    }

    /** Two ends; that for reading is opened once more, as the JDK takes no descriptors. */
    private final class Pipe implements AutoCloseable {

        private final int read;
        private final int write;
        private final InputStream reader;
        private boolean taken;

        Pipe() throws IOException {
            try (Scratch scratch = new Scratch(system)) {
                long descriptors = scratch.room(2 * Integer.BYTES);
                require("pipe", libC.pipe2(descriptors, CLOSE_ON_EXEC));
                read = memory.getInt(descriptors);
                write = memory.getInt(descriptors + Integer.BYTES);
            }
            try {
                reader = new BufferedInputStream(new FileInputStream("/proc/self/fd/" + read));
            } catch (IOException e) {
                closeEnds();
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            closeEnds();
            if (!taken) {
                reader.close();
            }
        }

        private void closeEnds() {
            libC.close(read);
            libC.close(write);
        }
    }
}
