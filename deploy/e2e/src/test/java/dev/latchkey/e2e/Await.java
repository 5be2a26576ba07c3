package dev.latchkey.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Waits for what comes soon, but not at once. */
final class Await {

    /** Generous: on a busy machine nothing fails for being slow, and what comes late is no failure of these tests. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long PAUSE_MILLIS = 100;

    private Await() {}

    /**
     * Asks again and again.
     *
     * @return the first answer that is as awaited
     * @throws AssertionError none came; tells the last one
     */
    static <T> T until(String awaited, Callable<T> question, Predicate<T> good) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            T answer = question.call();
            while (!good.test(answer)) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("Waited in vain until " + awaited + "; at last: " + answer);
                }
                Thread.sleep(PAUSE_MILLIS);
                answer = question.call();
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting until " + awaited, e);
        } catch (Exception e) {
            throw new AssertionError("failed while waiting until " + awaited + ": " + e, e);
        }
    }

    /** Asks again and again for a plain yes. */
    static void until(String awaited, Callable<Boolean> question) {
        until(awaited, question, yes -> yes);
    }
}
