package dev.latchkey.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    Path folder;

    @Test
    void is_made_for_its_owner_alone() throws IOException {
        Home home = Home.open(folder.resolve("a/b/home"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.folder())))
                .isEqualTo("rwx------");
        assertThat(home.logs()).isDirectory();
    }

    @Test
    void says_so_if_it_cannot_be_written() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        for (Path wrong : new Path[] {file, file.resolve("home"), Path.of("/proc/latchkey")}) {
            assertThatThrownBy(() -> Home.open(wrong))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageStartingWith("Cannot write to the state folder " + wrong + " (")
                    .hasMessageEndingWith("--home DIR.")
                    .message()
                    .doesNotContain("\n");
        }
    }

    @Test
    void has_one_stack_at_a_time() throws IOException {
        Home home = Home.open(folder.resolve("home"));

        try (HomeLock _ = HomeLock.take(home)) {
            assertThatThrownBy(() -> HomeLock.take(home))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("already runs from " + home.folder() + " (process "
                            + ProcessHandle.current().pid() + ")");
        }
        HomeLock.take(home).close();
    }

    @Test
    void a_taken_port_is_named() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThatThrownBy(() -> Ports.check("127.0.0.1", taken.getLocalPort(), "--http"))
                    .isInstanceOf(CannotStart.class)
                    .hasMessage(
                            "Port " + taken.getLocalPort()
                                    + " on 127.0.0.1 is taken by another program. Choose another one with --http PORT (0 = any free one).");
        }
    }

    @Test
    void an_address_of_another_machine_is_named() {
        assertThatThrownBy(() -> Ports.check("192.0.2.1", 0, "--http"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("192.0.2.1")
                .hasMessageContaining("--address");
    }
}
