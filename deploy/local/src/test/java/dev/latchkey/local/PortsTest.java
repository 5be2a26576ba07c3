package dev.latchkey.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PortsTest {

    @Test
    void a_free_port_can_be_had_and_no_outgoing_connection_takes_it_first() throws Exception {
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            int port = Ports.free();
            assertThat(port).isBetween(20_000, 32_767);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
                assertThat(socket.getLocalPort()).isEqualTo(port);
            }
            given.add(port);
        }
        assertThat(given).as("so that two who ask at once rarely get the same").hasSizeGreaterThan(40);
    }
}
