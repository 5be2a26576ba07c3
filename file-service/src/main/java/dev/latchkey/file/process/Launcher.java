package dev.latchkey.file.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Starts programs: with nothing of our environment, no input, no open file of ours, and bounded resources where the machine
 * has a way to bound them.
 */
public interface Launcher {

    /**
     * No file written, 4 GiB of addresses, so that there is room for libraries, but 256 MiB of memory of its own, half an hour of
     * processor, few open files, no core. A picture of 200 KB may want gigabytes; what refuses them still says how large it is.
     */
    List<Bound> BOUNDS = List.of(
            new Bound("fsize", 1, 0),
            new Bound("as", 9, 4L << 30),
            new Bound("data", 2, 256L << 20),
            new Bound("cpu", 0, 1800),
            new Bound("nofile", 7, 64),
            new Bound("core", 4, 0));

    /**
     * All that a program finds in its environment: words in English, and of the C library's mathematics what is the same on
     * all processors of an architecture. Where it fuses multiplication and addition, it rounds once instead of twice.
     */
    Map<String, String> ENVIRONMENT = Map.of(
            "LC_ALL",
            "C",
            "GLIBC_TUNABLES",
            "glibc.cpu.hwcaps=-FMA,-FMA4,-FMA_Usable,-FMA4_Usable:glibc.tune.hwcaps=-FMA_Usable,-FMA4_Usable");

    /**
     * Starts a program; the caller waits for its end, whatever happens, else the system keeps its remains.
     *
     * @param command   the program, an absolute path, and its arguments
     * @param directory the one it works in
     * @throws IOException if it cannot be started
     */
    Launched start(List<String> command, Path directory) throws IOException;

    /**
     * The best there is on this machine.
     *
     * @param searchPath where further programs are found that may be needed for it
     */
    static Launcher ofThisMachine(SearchPath searchPath) {
        return NativeAccess.ofThisProcess()
                .<Launcher>map(PosixLauncher::new)
                .orElseGet(() -> new JdkLauncher(searchPath.find("prlimit")));
    }

    /** A program that was started. */
    interface Launched {

        /** What it writes to stdout; ends when it ends. The caller closes it. */
        InputStream output();

        /** What it writes to stderr; ends when it ends. The caller closes it. */
        InputStream errors();

        /** Waits for its end, once and on one thread: its exit value, or 128 and the number of the signal that killed it. */
        int waitFor() throws InterruptedException;

        /** Kills it if it still lives. May be called from any thread, more than once. */
        void kill();

        /** From now on who has just been started, and everything else, goes first. Does nothing where that cannot be told. */
        void stepBack();

        /**
         * It does nothing until it is told to {@linkplain #goOn go on} or killed.
         *
         * @return false where that cannot be told: then it goes on
         */
        boolean pause();

        /** Ends a pause. Does nothing if there is none. */
        void goOn();
    }

    /**
     * One thing of which there is only so much.
     *
     * @param name   as {@code prlimit} calls it
     * @param number as Linux calls it
     * @param most   how much
     */
    record Bound(String name, int number, long most) {}
}
