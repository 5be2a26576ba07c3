package dev.latchkey.link.publiclink;

import static dev.latchkey.protocol.error.ApiError.NO_SERVER_AVAILABLE;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Turns at hashing passwords: few at once, not many waiting. The work is done by threads of its own: it would hold a
 * carrier of the virtual threads for as long as it lasts, and a wave of guesses would stop every other request.
 */
@Singleton
final class HashingTurns {

    private final ThreadPoolExecutor hashers;
    private final Duration longestWait;

    HashingTurns(PasswordConfig config) {
        longestWait = config.longestWait();
        hashers = new ThreadPoolExecutor(
                config.atOnce(),
                config.atOnce(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.waiting()),
                Thread.ofPlatform().name("password-hash-", 0).daemon().factory());
    }

    /**
     * Does the work when it is its turn.
     *
     * @throws dev.latchkey.protocol.error.ApiException 5002 when too many wait, or it was not done in time
     */
    <T> T take(Callable<T> work) {
        Future<T> result;
        try {
            result = hashers.submit(work);
        } catch (RejectedExecutionException full) {
            throw NO_SERVER_AVAILABLE.exception("too many passwords are waiting to be hashed");
        }
        try {
            return result.get(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("hashing a password failed", failed.getCause());
        } catch (TimeoutException late) {
            result.cancel(false);
            throw NO_SERVER_AVAILABLE.exception("a password waited too long to be hashed");
        } catch (InterruptedException interrupted) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw NO_SERVER_AVAILABLE.exception("interrupted while a password was hashed");
        }
    }

    @PreDestroy
    void stop() {
        hashers.shutdownNow();
    }
}
