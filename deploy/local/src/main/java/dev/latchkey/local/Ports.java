package dev.latchkey.local;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of this machine. */
final class Ports {

    private static final int FIRST = 20_000;

    /** Of Linux; others begin later. */
    private static final int FIRST_OUTGOING = 32_768;

    private static final int TRIES = 100;

    private Ports() {}

    /**
     * A port of 127.0.0.1 that nobody listens on right now. Of those that systems do not give to outgoing connections, which
     * could take it before a service does; where none of them can be had, any.
     */
    static int free() throws IOException {
        for (int tries = 0; tries < TRIES; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, FIRST_OUTGOING);
            try {
                return bound(port);
            } catch (BindException taken) {
                // another one, then
            }
        }
        return bound(0);
    }

    private static int bound(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
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
