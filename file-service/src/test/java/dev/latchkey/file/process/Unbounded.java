package dev.latchkey.file.process;

import java.util.Optional;

/** For programs of tests that need more than a program of the service may have. */
public final class Unbounded {

    private Unbounded() {}

    /** Starts programs that may take whatever the machine has. */
    public static Launcher launcher() {
        return new JdkLauncher(Optional.empty());
    }
}
