package dev.latchkey.link.remote;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Tells the service that its neighbours are on a port where nobody listens, until a test does. */
public final class FreePort implements QuarkusTestResourceLifecycleManager {

    public static final String PORT = "test.neighbour.port";

    @Override
    public Map<String, String> start() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + socket.getLocalPort();
            return Map.of(
                    PORT, Integer.toString(socket.getLocalPort()), "latchkey.auth.url", url, "latchkey.file.url", url);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
