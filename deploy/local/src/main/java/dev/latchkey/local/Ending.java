package dev.latchkey.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Ends what was started, last first, once. May be called by another thread while things are still being started. */
final class Ending implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Ending.class.getName());

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean over;

    /** Takes charge of something just started. */
    synchronized <T extends AutoCloseable> T own(T resource) {
        if (over) {
            end(resource);
            throw new CannotStart("Ended while starting.");
        }
        started.push(resource);
        return resource;
    }

    @Override
    public synchronized void close() {
        over = true;
        while (!started.isEmpty()) {
            end(started.pop());
        }
    }

    /** Whether everything was ended. */
    synchronized boolean isOver() {
        return over;
    }

    private static void end(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            LOG.log(Level.WARNING, "Could not end " + resource.getClass().getSimpleName(), e);
        }
    }
}
