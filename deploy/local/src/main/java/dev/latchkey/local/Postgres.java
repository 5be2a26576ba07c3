package dev.latchkey.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * A real PostgreSQL in the state folder, kept across starts. It listens on 127.0.0.1 only, has no socket in a shared
 * folder and asks everybody for a password. Like the services it cannot outlive this process: a guard stops it when
 * this process has gone.
 */
final class Postgres implements AutoCloseable {

    private static final String ADMINISTRATOR = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 200;

    /** Waits for the end of the pipe, then for a fast shutdown: SIGINT to the process that the server wrote down. */
    private static final String STOP_WHEN_ALONE = """
            trap '' INT HUP TERM
            while read -r line; do :; done
            server=$(head -n 1 "$1" 2>/dev/null) && kill -INT "$server" 2>/dev/null
            exit 0
            """;

    private final EmbeddedPostgres server;
    private final Process guard;
    private final Database administration;
    private final Path processFile;

    private Postgres(EmbeddedPostgres server, Process guard, Database administration, Path processFile) {
        this.server = server;
        this.guard = guard;
        this.administration = administration;
        this.processFile = processFile;
    }

    /**
     * Starts the server in the state folder; the first time makes its cluster.
     *
     * @throws CannotStart the server did not come up; says why and where its log is
     */
    static Postgres start(Home home, Secrets secrets, SecureRandom random) throws IOException, InterruptedException {
        Path folder = PrivateFiles.folder(home.postgres());
        Path data = folder.resolve("data");
        Path complete = folder.resolve("complete");
        Path processFile = data.resolve("postmaster.pid");
        Path log = home.log("postgresql");
        Path passwordFile = secrets.folder().resolve(ADMINISTRATOR + ".password");
        String password = secrets.password(ADMINISTRATOR, random);

        if (!Files.exists(complete)) {
            deleteAll(data); // of a first start that was cut off
        }
        endLeftover(processFile);
        // zonky clears old clusters out of this folder: the data must not be in it.
        Path programs = PrivateFiles.folder(folder.resolve("programs"));
        System.setProperty("ot.epg.working-dir", programs.toString());
        Process guard = guard(processFile, log);
        long logStart = Files.exists(log) ? Files.size(log) : 0;
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(programs.toFile())
                    .setRegisterShutdownHook(false)
                    .setPort(Ports.free())
                    .setPGStartupWait(PATIENCE)
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setLocaleConfig("pwfile", passwordFile.toString())
                    .setLocaleConfig("auth-host", "scram-sha-256")
                    .setLocaleConfig("auth-local", "scram-sha-256")
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setConnectConfig("password", password)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_connections", Integer.toString(CONNECTIONS))
                    // zonky is made for tests and switches these off; people keep files here.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on");
            EmbeddedPostgres server = start(builder, log, logStart);
            PrivateFiles.write(complete, "");
            String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
            return new Postgres(server, guard, new Database(url, ADMINISTRATOR, password), processFile);
        } catch (IOException | IllegalStateException e) {
            letStop(guard);
            throw new CannotStart(
                    "PostgreSQL does not start: " + LogTail.reason(log, logStart) + " (log: " + log + ")", e);
        }
    }

    /** The administrator's access. */
    Database administration() {
        return administration;
    }

    @Override
    public void close() throws IOException {
        server.close();
        awaitEnd(processFile, Duration.ofSeconds(20)); // longer than zonky waits: there may be a lot to write
        // Not by closing the pipe: a guard that wakes up late could hit the server of the next start.
        guard.destroyForcibly().onExit().join();
    }

    /** zonky waits for a server even when that has given up; its log tells, so nobody has to wait. */
    private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder, Path log, long logStart)
            throws IOException, InterruptedException {
        FutureTask<EmbeddedPostgres> starting = new FutureTask<>(builder::start);
        Thread thread = Thread.ofPlatform().name("postgresql-start").daemon().start(starting);
        try {
            while (!thread.join(Duration.ofMillis(100))) {
                if (LogTail.contains(log, logStart, "pg_ctl: could not start server")) {
                    thread.interrupt();
                    starting.get().close();
                    throw new IllegalStateException("the server gave up");
                }
            }
            return starting.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Process guard(Path processFile, Path log) throws IOException {
        return new ProcessBuilder(List.of("/bin/sh", "-c", STOP_WHEN_ALONE, "postgresql-guard", processFile.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Lets the guard do its work now: a server that started, but too late, must not stay. */
    private static void letStop(Process guard) throws IOException {
        guard.getOutputStream().close();
        guard.onExit().join();
    }

    /**
     * A process file left by a crash is no obstacle for PostgreSQL unless its number was given to another program
     * since; and a server that really still runs here has lost its stack.
     */
    private static void endLeftover(Path processFile) throws IOException, InterruptedException {
        Optional<ProcessHandle> leftover = serverOf(processFile);
        if (leftover.isPresent()) {
            new ProcessBuilder("kill", "-INT", Long.toString(leftover.get().pid()))
                    .start()
                    .waitFor();
            awaitEnd(processFile, Duration.ofSeconds(30));
            leftover.filter(ProcessHandle::isAlive).ifPresent(ProcessHandle::destroyForcibly);
        }
        Files.deleteIfExists(processFile);
    }

    private static Optional<ProcessHandle> serverOf(Path processFile) throws IOException {
        if (!Files.exists(processFile)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(processFile)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d{1,10}"))
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
                    .filter(process -> process.info().command().orElse("").endsWith("/postgres"));
        }
    }

    private static void awaitEnd(Path processFile, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (Files.exists(processFile) && System.nanoTime() < deadline) {
                Thread.sleep(50);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
