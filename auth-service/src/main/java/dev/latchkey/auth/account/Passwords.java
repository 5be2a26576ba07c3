package dev.latchkey.auth.account;

import static dev.latchkey.protocol.error.ApiError.INTERNAL_ERROR;

import dev.latchkey.protocol.error.ApiException;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Hashes and checks passwords, a bounded number at once. The work is done by threads of its own: it would hold a
 * carrier of the virtual threads for as long as it lasts, and a wave of log-ins would stop every other request.
 */
@Startup
@Singleton
public final class Passwords {

    private final Argon2Cost cost;
    private final SecureRandom random = new SecureRandom();
    private final Argon2Hash nobody;
    private final ThreadPoolExecutor hashers;
    private final Duration longestWait;

    Passwords(PasswordConfig config) {
        cost = new Argon2Cost(config.memoryKib(), config.iterations(), config.parallelism());
        if (!cost.isSafe()) {
            throw new IllegalStateException(
                    "latchkey.auth.password is too cheap: memory-kib must be 7168 or more, and memory-kib x iterations"
                            + " 19456 or more");
        }
        nobody = Argon2Hash.ofNobody(cost, random);
        longestWait = config.longestWait();
        hashers = new ThreadPoolExecutor(
                config.atOnce(),
                config.atOnce(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.waiting()),
                Thread.ofPlatform().name("password-hash-", 0).daemon().factory());
    }

    /** What to store for a new password. */
    public String hash(String password) {
        return inTurn(() -> Argon2Hash.of(password, cost, random).phc());
    }

    /**
     * Tells whether a password is right, in the same time whether there is an account or not.
     *
     * @param stored the account's stored password; absent if there is no such account, and then no password is right
     * @param guard run when it is this check's turn, just before the work: what it throws ends the check. Since only a
     *     few checks run at once, a limit tested here is overstepped by fewer than that many, however many log-ins
     *     arrive together
     * @param onWrong run before the next check gets its turn, if the password is wrong
     */
    public boolean isRight(Optional<String> stored, String password, Runnable guard, Runnable onWrong) {
        return inTurn(() -> {
            guard.run();
            boolean right = stored.map(Argon2Hash::parse).orElse(nobody).matches(password) && stored.isPresent();
            if (!right) {
                onWrong.run();
            }
            return right;
        });
    }

    /**
     * Whether a stored password should be hashed anew when it is next known, because the configured cost has changed.
     */
    public boolean isOutdated(String stored) {
        return Argon2Hash.parse(stored).isOutdated(cost);
    }

    @PreDestroy
    void stop() {
        hashers.shutdownNow();
    }

    private <T> T inTurn(Callable<T> work) {
        Future<T> result;
        try {
            result = hashers.submit(work);
        } catch (RejectedExecutionException full) {
            throw INTERNAL_ERROR.exception("too many passwords are waiting to be hashed");
        }
        try {
            return result.get(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ApiException refused) {
                throw refused;
            }
            throw new IllegalStateException("hashing a password failed", failed.getCause());
        } catch (TimeoutException late) {
            result.cancel(false);
            throw INTERNAL_ERROR.exception("a password waited too long to be hashed");
        } catch (InterruptedException interrupted) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw INTERNAL_ERROR.exception("interrupted while a password was hashed");
        }
    }
}
