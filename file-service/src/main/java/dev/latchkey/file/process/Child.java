package dev.latchkey.file.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program on a short leash: an end to its life, and of what it says on stderr only so much is kept. Its end is waited for
 * in the background.
 */
public final class Child implements AutoCloseable {

    /** More than an audiobook has chapters, all of which ffmpeg tells before the sound. */
    private static final int KEPT = 1024 * 1024;

    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);
    private static final int UNKNOWN = -1;

    private final Launcher.Launched program;
    private final Collector complaints;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private boolean collected;

    private Child(Launcher.Launched program) {
        this.program = program;
        this.complaints = new Collector(program.errors(), KEPT, this::waitForEnd);
    }

    /** Starts one that is closed by the caller, whatever happens. */
    public static Child start(Launcher launcher, List<String> command, Path directory) throws IOException {
        Child child = new Child(launcher.start(command, directory));
        child.complaints.start();
        return child;
    }

    private void waitForEnd() {
        try {
            exit.complete(program.waitFor());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            // However that went wrong, those who wait shall not wait for ever.
            exit.complete(UNKNOWN);
        }
    }

    /** What it writes to stdout. */
    public InputStream output() {
        return program.output();
    }

    /**
     * Reads all of its output, waits for its end, and kills it if either takes too long or too much is said.
     *
     * @return what it wrote to stdout and stderr
     * @throws IOException if it had to be killed
     */
    public Said finish(Duration limit) throws IOException, InterruptedException {
        collected = true;
        Collector output = new Collector(program.output(), KEPT, () -> {});
        output.start();
        if (!hasEnded(limit)) {
            throw new IOException("killed after " + limit);
        }
        return new Said(exit.join(), output.text(), complaints.text(), output.isFull() || complaints.isFull());
    }

    /** Waits for its end once its output has ended, and kills it if it has long had nothing more to say. */
    public int exit() throws InterruptedException {
        if (!hasEnded(LONGEST_FAREWELL)) {
            program.kill();
        }
        return exit.join();
    }

    private boolean hasEnded(Duration limit) throws InterruptedException {
        try {
            exit.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it has complained about so far, for the log. */
    public String complaints() {
        return complaints.text();
    }

    /** From now on everybody else goes first. */
    public void stepBack() {
        program.stepBack();
    }

    /**
     * It does nothing until it is told to {@linkplain #goOn go on} or killed.
     *
     * @return false where the machine has no way to tell it: then it goes on
     */
    public boolean pause() {
        return program.pause();
    }

    /** Ends a pause. */
    public void goOn() {
        program.goOn();
    }

    /** Kills it if it still lives: its output then ends. May be called from any thread, more than once. */
    public void kill() {
        program.kill();
    }

    /** Kills it if it still lives; whoever reads its output calls this at the end. */
    @Override
    public void close() {
        program.kill();
        if (collected) {
            return;
        }
        try {
            program.output().close();
        } catch (IOException _) {
            // it was only read
        }
    }

    /**
     * The last words of a child.
     *
     * @param cutShort whether there may have been more of them than is kept
     */
    public record Said(int exit, String output, String complaints, boolean cutShort) {}

    /** Empties a pipe, so that the child never stops for it, and keeps the beginning. */
    private static final class Collector {

        private static final long PATIENCE_MILLIS = 1000;

        private final InputStream pipe;
        private final int limit;
        private final Runnable then;
        private final CountDownLatch empty = new CountDownLatch(1);
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final Thread thread =
                Thread.ofPlatform().daemon().name("child-output").unstarted(this::collect);

        /** @param then what is done after the pipe was closed */
        Collector(InputStream pipe, int limit, Runnable then) {
            this.pipe = pipe;
            this.limit = limit;
            this.then = then;
        }

        void start() {
            thread.start();
        }

        private void collect() {
            byte[] buffer = new byte[8192];
            try (pipe) {
                for (int count = pipe.read(buffer); count >= 0; count = pipe.read(buffer)) {
                    keep(buffer, count);
                }
            } catch (IOException _) {
                // the child is gone; what it said before is kept
            }
            empty.countDown();
            then.run();
        }

        private synchronized void keep(byte[] buffer, int count) {
            kept.write(buffer, 0, Math.min(count, limit - kept.size()));
        }

        synchronized boolean isFull() {
            return kept.size() == limit;
        }

        String text() {
            try {
                empty.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            synchronized (this) {
                return kept.toString(StandardCharsets.UTF_8);
            }
        }
    }
}
