package dev.latchkey.file.media;

import dev.latchkey.protocol.error.ApiError;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Turns for transcodes: so many at once, so many waiting in the order they came, and none of them for too long. */
final class TranscodePool {

    private final Semaphore turns;
    private final int atOnce;
    private final int queue;
    private final Duration maxWait;
    private final AtomicInteger waiting = new AtomicInteger();

    TranscodePool(int atOnce, int queue, Duration maxWait) {
        this.turns = new Semaphore(atOnce, true);
        this.atOnce = atOnce;
        this.queue = queue;
        this.maxWait = maxWait;
    }

    /** Waits for a turn; 5002 if the queue is full or the wait too long. Whoever got one calls {@link #release}. */
    void acquire() throws InterruptedException {
        if (turns.tryAcquire(0, TimeUnit.SECONDS)) {
            return;
        }
        try {
            ApiError.NO_SERVER_AVAILABLE.when(waiting.incrementAndGet() > queue);
            ApiError.NO_SERVER_AVAILABLE.when(!turns.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS));
        } finally {
            waiting.decrementAndGet();
        }
    }

    void release() {
        turns.release();
    }

    int running() {
        return atOnce - turns.availablePermits();
    }

    int waiting() {
        return waiting.get();
    }
}
