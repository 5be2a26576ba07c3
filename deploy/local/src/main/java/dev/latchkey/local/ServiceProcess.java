package dev.latchkey.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A child process that cannot outlive this one.
 *
 * <p>A tiny shell forks a guard and then becomes the program. The guard waits for the end of a pipe that only this
 * process holds: the kernel closes it however this process ends, {@code kill -9} included, and then the guard ends the
 * program, first politely. That needs no root, no Linux-only call and no help from the program. Both ignore the
 * terminal's Ctrl-C, which reaches all processes at once: the order of the end is this process's business.
 */
final class ServiceProcess implements AutoCloseable {

    private static final String GUARDED = """
            trap '' INT HUP
            program=$$
            exec 3<&0
            (
                while read -r line; do :; done
                kill -TERM "$program" 2>/dev/null
                for second in 1 2 3 4 5 6 7 8 9 10; do
                    sleep 1
                    kill -0 "$program" 2>/dev/null || exit 0
                done
                kill -KILL "$program" 2>/dev/null
            ) <&3 &
            exec "$@" </dev/null 3<&-
            """;

    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final long LOG_LIMIT = 10L << 20;

    private final String name;
    private final Process process;
    private final Path log;
    private final long logStart;
    private volatile boolean ready;
    private volatile boolean asked;

    private ServiceProcess(String name, Process process, Path log, long logStart) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.logStart = logStart;
    }

    /**
     * Starts the program; its output goes to the end of the log.
     *
     * @param environment set in addition to this process's own
     * @param progress is told if a program that was ready ends without being asked to
     */
    static ServiceProcess start(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path workingFolder,
            Path log,
            Consumer<String> progress)
            throws IOException {
        rotate(log);
        long logStart = Files.exists(log) ? Files.size(log) : 0;
        List<String> guarded = new ArrayList<>(List.of("/bin/sh", "-c", GUARDED, name));
        guarded.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(guarded)
                .directory(workingFolder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        ServiceProcess service = new ServiceProcess(name, builder.start(), log, logStart);
        service.process.onExit().thenRun(() -> service.tellIfUnasked(progress));
        return service;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Why it ended, as far as exit code and log tell; one line. */
    String epitaph() {
        return "%s ended with exit code %d: %s (log: %s)"
                .formatted(name, process.exitValue(), LogTail.reason(log, logStart), log);
    }

    /**
     * Waits until the address answers 200.
     *
     * @throws CannotStart the process ended first, or the patience did
     */
    void awaitReady(HttpClient client, URI address, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(2)).build();
        while (System.nanoTime() < deadline) {
            if (!isAlive()) {
                throw new CannotStart(epitaph());
            }
            if (answersOk(client, request)) {
                ready = true;
                return;
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        throw new CannotStart("%s is not ready after %d seconds: %s (log: %s)"
                .formatted(name, patience.toSeconds(), LogTail.reason(log, logStart), log));
    }

    private static boolean answersOk(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false; // not listening yet
        }
    }

    /** Asks it to end. Does not wait: several services end side by side, {@link #close} waits for each. */
    void terminate() {
        asked = true;
        process.destroy();
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        asked = true;
        process.destroyForcibly().onExit().join();
    }

    /** Ends it: politely, after a while by force. */
    @Override
    public void close() {
        terminate();
        boolean ended = false;
        try {
            ended = process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            kill();
        }
    }

    private void tellIfUnasked(Consumer<String> progress) {
        if (ready && !asked) {
            progress.accept(epitaph());
        }
    }

    private static void rotate(Path log) {
        try {
            if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
