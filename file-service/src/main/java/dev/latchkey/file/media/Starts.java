package dev.latchkey.file.media;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Lets encoders start in the order of coming, as many at once as keep the processors busy. All at once they would all be
 * ready late; so most are ready early and none is later. Whose start takes long, because it waits
 * for a disk, keeps nobody else waiting for long.
 */
final class Starts {

    private final Semaphore places;
    private final Consumer<Runnable> alarm;

    /**
     * @param atOnce how many start at once
     * @param alarm  runs what it is given when that has held up others for long enough
     */
    Starts(int atOnce, Consumer<Runnable> alarm) {
        this.places = new Semaphore(atOnce, true);
        this.alarm = alarm;
    }

    /** Waits until it may start. */
    Start begin() throws InterruptedException {
        try {
            places.acquire();
        } finally {
            tellIfNobodyWaits();
        }
        Start start = new Start();
        alarm.accept(start::close);
        return start;
    }

    /** How many may not start yet. */
    int waiting() {
        return places.getQueueLength();
    }

    /** Waits until nobody waits to start, but no longer than that. */
    synchronized void letOthersBegin(Duration longest) throws InterruptedException {
        long start = System.nanoTime();
        long left = longest.toMillis();
        while (places.hasQueuedThreads() && left > 0) {
            wait(left);
            left = longest.minusNanos(System.nanoTime() - start).toMillis();
        }
    }

    private synchronized void tellIfNobodyWaits() {
        if (!places.hasQueuedThreads()) {
            notifyAll();
        }
    }

    /** One that is starting; ended by whoever comes first. */
    final class Start implements AutoCloseable {

        private final AtomicBoolean ended = new AtomicBoolean();

        private Start() {}

        @Override
        public void close() {
            if (!ended.getAndSet(true)) {
                places.release();
            }
        }
    }
}
