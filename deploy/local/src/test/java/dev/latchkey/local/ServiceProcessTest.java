package dev.latchkey.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServiceProcessTest {

    private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    @Test
    void the_program_itself_is_the_child_with_what_it_was_given() throws Exception {
        try (ServiceProcess process = start("echo \"$1 $SECRET $$\"; exec sleep 60", Map.of("SECRET", "s3"), "a b")) {
            String line = awaitLog();
            assertThat(line).isEqualTo("a b s3 " + process.pid());
        }
    }

    @Test
    void close_ends_it_politely() throws Exception {
        ServiceProcess process = start("trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.1; done", Map.of());
        awaitLog();
        process.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(Files.readString(log())).contains("bye");
    }

    @Test
    void ready_is_what_answers_200() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        int[] asked = {0};
        server.createContext("/ready", exchange -> {
            exchange.sendResponseHeaders(asked[0]++ < 3 ? 503 : 200, -1);
            exchange.close();
        });
        server.start();
        try (ServiceProcess process = start("exec sleep 60", Map.of())) {
            process.awaitReady(client, address(server.getAddress().getPort()), Duration.ofSeconds(20));
            assertThat(asked[0]).isEqualTo(4);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void an_early_end_is_told_with_its_reason_and_the_log() throws Exception {
        try (ServiceProcess process = start("echo 'Caused by: java.lang.Exception: no key'; exit 7", Map.of())) {
            assertThatThrownBy(() -> process.awaitReady(client, address(1), Duration.ofSeconds(20)))
                    .isInstanceOf(CannotStart.class)
                    .hasMessage("some-service ended with exit code 7: no key (log: " + log() + ")");
        }
    }

    @Test
    void patience_ends() throws Exception {
        try (ServiceProcess process = start("echo slow; exec sleep 60", Map.of())) {
            awaitLog();
            assertThatThrownBy(() -> process.awaitReady(client, address(1), Duration.ofSeconds(1)))
                    .isInstanceOf(CannotStart.class)
                    .hasMessage("some-service is not ready after 1 seconds: slow (log: " + log() + ")");
        }
    }

    @Test
    void a_kill_is_no_news_but_a_death_is() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext("/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            ServiceProcess killed = start("exec sleep 60", Map.of());
            killed.awaitReady(client, address(server.getAddress().getPort()), Duration.ofSeconds(20));
            killed.kill();
            assertThat(killed.isAlive()).isFalse();
            assertThat(told).isEmpty();

            ServiceProcess dying = start("exec sleep 60", Map.of());
            dying.awaitReady(client, address(server.getAddress().getPort()), Duration.ofSeconds(20));
            ProcessHandle.of(dying.pid()).orElseThrow().destroyForcibly();
            assertThat(told.poll(10, TimeUnit.SECONDS)).startsWith("some-service ended with exit code 137");
        } finally {
            server.stop(0);
        }
    }

    /**
     * A launcher in a process of its own starts a program that ignores politeness, is killed without warning, and
     * leaves nothing.
     */
    @Test
    void nothing_outlives_a_launcher_that_is_killed() throws Exception {
        Process launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Launcher.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("launcher.log").toFile())
                .start();
        String pid = awaitLog();
        ProcessHandle program = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();

        launcher.destroyForcibly().waitFor();

        program.onExit().get(20, TimeUnit.SECONDS);
    }

    /** What {@link #nothing_outlives_a_launcher_that_is_killed} kills. */
    static final class Launcher {
        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            ServiceProcess.start(
                    "some-service",
                    List.of("/bin/sh", "-c", "trap 'exit 0' TERM; echo $$; while :; do sleep 0.1; done"),
                    Map.of(),
                    folder,
                    folder.resolve("log"),
                    _ -> {});
            Thread.sleep(60_000);
        }
    }

    private ServiceProcess start(String script, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        command.addAll(List.of(arguments));
        return ServiceProcess.start("some-service", command, environment, folder, log(), told::add);
    }

    private Path log() {
        return folder.resolve("log");
    }

    private String awaitLog() throws IOException, InterruptedException {
        while (!Files.exists(log()) || !Files.readString(log()).endsWith("\n")) {
            Thread.sleep(20);
        }
        return Files.readString(log()).strip();
    }

    private static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port + "/ready");
    }
}
