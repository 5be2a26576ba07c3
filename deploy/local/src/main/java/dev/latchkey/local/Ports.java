package dev.latchkey.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of this machine. */
final class Ports {

    private Ports() {}

    /** A port of 127.0.0.1 that nobody listens on right now. */
    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
            return socket.getLocalPort();
        }
    }

    /**
     * Makes sure that the port can be had, before anything is started.
     *
     * @throws CannotStart it is taken, or the address is not of this machine
     */
    static void check(String address, int port, String option) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            if (reason.contains("in use")) {
                throw new CannotStart(
                        "Port " + port + " on " + address + " is taken by another program. Choose another one with "
                                + option + " PORT (0 = any free one).",
                        e);
            }
            throw new CannotStart(
                    "Cannot listen on " + address + " port " + port + " (" + reason
                            + "). Choose others with --address ADDRESS and " + option + " PORT.",
                    e);
        }
    }
}
