package dev.latchkey.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.local.demo.Api;
import dev.latchkey.local.demo.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The stack with everything real but the services; the whole of it is tested in {@code deploy/e2e}. */
@Timeout(180)
class LocalStackTest {

    static {
        LauncherLog.open();
    }

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void layOut() throws IOException {
        home = FakeService.project(folder).resolve(".latchkey");
    }

    @Test
    void starts_serves_loses_a_service_gets_it_back_and_leaves_nothing() throws IOException {
        List<ProcessHandle> processes;
        String password;
        try (LocalStack stack = wanted().contentHosts(List.of("media.example", "localhost"))
                        .setting(Service.AUTH, "fake.extra", "yes")
                        .start();
                Api api = new Api(stack.https(), stack.tls())) {
            processes = Arrays.stream(Service.values())
                    .map(service -> ProcessHandle.of(stack.pid(service)).orElseThrow())
                    .toList();
            password = stack.account().password();

            Reply told = api.call("getip", Map.of()).ok();
            assertThat(told.text("latchkey.public.url")).isEqualTo(stack.https().toString());
            assertThat(told.text("latchkey.public.content-hosts")).isEqualTo("media.example,localhost");
            assertThat(told.text("latchkey.file.url"))
                    .isEqualTo(stack.address(Service.FILE).toString());
            assertThat(Path.of(told.text("latchkey.internal.secret-file")))
                    .isEqualTo(stack.secrets().internal())
                    .exists();
            assertThat(told.text("fake.extra")).isEqualTo("yes");
            assertThat(told.text("database"))
                    .isEqualTo(stack.database(Service.AUTH).url())
                    .endsWith("/latchkey_auth");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("demo-account.json"))))
                    .isEqualTo("rw-------");

            assertThat(api.call("stat", Map.of()).ok().text("path")).isEqualTo("/stat");
            stack.kill(Service.FILE);
            assertThat(api.call("stat", Map.of()).result()).isEqualTo(5002);
            assertThat(api.call("showpublink", Map.of()).result()).isZero();
            stack.start(Service.FILE);
            assertThat(api.call("stat", Map.of()).result()).isZero();

            assertThatThrownBy(() -> wanted().start())
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("already runs from");
            assertThat(api.call("stat", Map.of()).result())
                    .as("unharmed by that")
                    .isZero();
        }
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(home.resolve("postgres/data/postmaster.pid")).doesNotExist();

        try (LocalStack again = wanted().start()) {
            assertThat(again.account().password()).isEqualTo(password);
        }
    }

    @Test
    void a_service_that_fails_ends_the_start_with_its_reason() {
        assertThatThrownBy(() -> wanted().setting(Service.LINK, "fake.fails", "no key ring")
                        .start())
                .isInstanceOf(CannotStart.class)
                .hasMessageMatching("link-service ended with exit code 1: .*no key ring \\(log: .*link-service.log\\)");
        assertThat(home.resolve("postgres/data/postmaster.pid"))
                .as("the database ended too")
                .doesNotExist();
    }

    @Test
    void the_command_tells_in_one_line_what_keeps_it_from_starting() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(complaint("--home", home.toString(), "--https", port))
                    .isEqualTo(
                            "Port " + port
                                    + " on 127.0.0.1 is taken by another program. Choose another one with --https PORT (0 = any free one).\n");
        }
        assertThat(complaint(
                        "--home",
                        folder.resolve("auth-service/target/quarkus-app/quarkus-run.jar")
                                .toString()))
                .startsWith("Cannot write to the state folder ")
                .hasLineCount(1);
        assertThat(complaint("--nonsense")).isEqualTo("Unknown option --nonsense; --help lists them.\n");
    }

    @Test
    void a_service_that_is_not_built_is_named() throws IOException {
        Files.delete(folder.resolve("file-service/target/quarkus-app/quarkus-run.jar"));

        assertThatThrownBy(() -> wanted().start())
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("file-service is not built");
        assertThatThrownBy(() -> wanted().nativeServices(true).start())
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("There is no native executable of auth-service");
    }

    private LocalStack.Builder wanted() {
        return LocalStack.builder(Clock.systemUTC())
                .root(folder)
                .home(home)
                .http(0)
                .https(0);
    }

    private static String complaint(String... arguments) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        assertThat(Main.run(List.of(arguments), nowhere, new PrintStream(told, true, StandardCharsets.UTF_8)))
                .isEqualTo(1);
        return told.toString(StandardCharsets.UTF_8);
    }
}
