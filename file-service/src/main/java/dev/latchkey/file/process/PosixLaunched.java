package dev.latchkey.file.process;

import java.io.InputStream;

/** A child of this process, found by its number for as long as nobody has waited for its end. */
final class PosixLaunched implements Launcher.Launched {

    private static final int PROCESS = 1;
    private static final int ENDED = 4;
    private static final int LEAVE_IT = 0x1000000;
    private static final int KILL = 9;
    private static final int CONTINUE = 18;
    private static final int STOP = 19;
    private static final int GROUP = 1;
    private static final int LAST = 15;
    private static final int INFORMATION = 128;
    private static final int CODE = 8;
    private static final int STATUS = 24;
    private static final int EXITED = 1;
    private static final int KILLED = 128;

    private final NativeAccess system;
    private final LibC libC;
    private final int process;
    private final InputStream output;
    private final InputStream errors;
    private boolean gone;

    PosixLaunched(NativeAccess system, int process, InputStream output, InputStream errors) {
        this.system = system;
        this.libC = system.libC();
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    int process() {
        return process;
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public InputStream errors() {
        return errors;
    }

    @Override
    public int waitFor() {
        try (Scratch scratch = new Scratch(system)) {
            long information = scratch.room(INFORMATION);
            // Until it is told to go the number is its own, and nobody else is killed in its place.
            await(information, ENDED | LEAVE_IT);
            synchronized (this) {
                await(information, ENDED);
                gone = true;
            }
            int status = system.memory().getInt(information + STATUS);
            return system.memory().getInt(information + CODE) == EXITED ? status : KILLED + status;
        }
    }

    /** Again and again while signals interrupt it. That nobody can wait for who is not there should not happen, but would for ever. */
    private void await(long information, int options) {
        int result = libC.waitid(PROCESS, process, information, options);
        while (result != 0 && libC.kill(process, 0) == 0) {
            result = libC.waitid(PROCESS, process, information, options);
        }
    }

    @Override
    public void kill() {
        signal(KILL);
    }

    @Override
    public boolean pause() {
        return signal(STOP);
    }

    @Override
    public void goOn() {
        signal(CONTINUE);
    }

    private synchronized boolean signal(int number) {
        return !gone && libC.kill(process, number) == 0;
    }

    @Override
    public synchronized void stepBack() {
        if (!gone) {
            libC.setpriority(GROUP, process, LAST);
        }
    }
}
