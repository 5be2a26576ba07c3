package dev.latchkey.file.media;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A child process on a short leash: own working directory, nothing of our environment, no input, an end to its life,
 * and of what it says on stderr only so much is kept.
 */
final class Child implements AutoCloseable {

    private static final int KEPT = 64 * 1024;

    private final Process process;
    private final Collector complaints;

    private Child(Process process) {
        this.process = process;
        this.complaints = new Collector(process.getErrorStream(), KEPT);
    }

    static Child start(List<String> command, Path directory) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("LC_ALL", "C");
        Child child = new Child(builder.start());
        child.complaints.start();
        return child;
    }

    /** What it writes to stdout. */
    InputStream output() {
        return process.getInputStream();
    }

    /**
     * Reads all of its output, waits for its end, and kills it if either takes too long or too much is said.
     *
     * @return what it wrote to stdout and stderr
     * @throws IOException if it had to be killed
     */
    Said finish(Duration limit) throws IOException, InterruptedException {
        Collector output = new Collector(process.getInputStream(), KEPT * 16);
        output.start();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("killed after " + limit);
        }
        return new Said(process.exitValue(), output.text(), complaints.text());
    }

    /** Waits for its end once its output has ended. */
    int exit() throws InterruptedException {
        if (!process.waitFor(1, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    /** What it has complained about so far, for the log. */
    String complaints() {
        return complaints.text();
    }

    /** Kills it if it still lives. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The last words of a child. */
    record Said(int exit, String output, String complaints) {}

    /** Empties a pipe, so that the child never stops for it, and keeps the beginning. */
    private static final class Collector {

        private static final long PATIENCE_MILLIS = 1000;

        private final InputStream pipe;
        private final int limit;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final Thread thread =
                Thread.ofPlatform().daemon().name("child-output").unstarted(this::collect);

        Collector(InputStream pipe, int limit) {
            this.pipe = pipe;
            this.limit = limit;
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
        }

        private synchronized void keep(byte[] buffer, int count) {
            kept.write(buffer, 0, Math.min(count, limit - kept.size()));
        }

        String text() {
            try {
                thread.join(PATIENCE_MILLIS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            synchronized (this) {
                return kept.toString(StandardCharsets.UTF_8);
            }
        }
    }
}
