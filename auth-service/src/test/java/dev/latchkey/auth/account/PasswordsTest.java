package dev.latchkey.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private static final Runnable NOTHING = () -> {};

    private static Passwords passwords(Map<String, String> settings) {
        return new Passwords(new SmallRyeConfigBuilder()
                .withMapping(PasswordConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(PasswordConfig.class));
    }

    @Test
    void a_right_password_is_right_and_a_wrong_one_is_counted() {
        Passwords passwords = passwords(Map.of());
        AtomicInteger wrong = new AtomicInteger();
        Optional<String> stored = Optional.of(passwords.hash("aB3$x9"));
        assertThat(passwords.isRight(stored, "aB3$x9", NOTHING, wrong::incrementAndGet))
                .isTrue();
        assertThat(wrong).hasValue(0);
        assertThat(passwords.isRight(stored, "aB3$x8", NOTHING, wrong::incrementAndGet))
                .isFalse();
        assertThat(wrong).hasValue(1);
        passwords.stop();
    }

    @Test
    void no_account_has_no_right_password_and_costs_the_same_time() {
        Passwords passwords = passwords(Map.of());
        Optional<String> stored = Optional.of(passwords.hash("aB3$x9"));
        long known = Long.MAX_VALUE;
        long unknown = Long.MAX_VALUE;
        for (int i = 0; i < 6; i++) {
            known = Math.min(known, nanos(() -> passwords.isRight(stored, "wrong", NOTHING, NOTHING)));
            unknown = Math.min(
                    unknown,
                    nanos(() -> assertThat(passwords.isRight(Optional.empty(), "wrong", NOTHING, NOTHING))
                            .isFalse()));
        }
        assertThat((double) unknown / known).isBetween(0.4, 2.5);
        passwords.stop();
    }

    @Test
    void a_changed_cost_is_noticed() {
        Passwords old = passwords(Map.of());
        Passwords dearer = passwords(Map.of("latchkey.auth.password.iterations", "3"));
        String stored = old.hash("aB3$x9");
        assertThat(old.isOutdated(stored)).isFalse();
        assertThat(dearer.isOutdated(stored)).isTrue();
        assertThat(dearer.isRight(Optional.of(stored), "aB3$x9", NOTHING, NOTHING))
                .isTrue();
        old.stop();
        dearer.stop();
    }

    @Test
    void only_so_many_are_hashed_at_once_and_only_so_many_wait() throws Exception {
        Passwords passwords =
                passwords(Map.of("latchkey.auth.password.at-once", "2", "latchkey.auth.password.waiting", "3"));
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Runnable slow = () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            begun.countDown();
            try {
                assertThat(go.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            running.decrementAndGet();
        };
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> tries = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                tries.add(callers.submit(() -> {
                    try {
                        return passwords.isRight(Optional.empty(), "x", slow, NOTHING);
                    } catch (ApiException refused) {
                        assertThat(refused.error()).isEqualTo(ApiError.INTERNAL_ERROR);
                        return null;
                    }
                }));
            }
            // Seven of twelve find neither a hasher nor a place to wait and are told so at once.
            while (tries.stream().filter(Future::isDone).count() < 7) {
                Thread.sleep(5);
            }
            // The second hasher may be slow to start: had the first gone on by then, there would never be two.
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            go.countDown();
            List<Boolean> results = new ArrayList<>();
            for (Future<Boolean> each : tries) {
                results.add(each.get(30, TimeUnit.SECONDS));
            }
            assertThat(results).filteredOn(result -> result == null).hasSize(7);
        }
        assertThat(most).hasValue(2);
        passwords.stop();
    }

    @Test
    void a_guard_ends_the_check_before_any_work() {
        Passwords passwords = passwords(Map.of());
        AtomicInteger wrong = new AtomicInteger();
        assertThatThrownBy(() -> passwords.isRight(
                        Optional.empty(),
                        "x",
                        () -> {
                            throw ApiError.TOO_MANY_LOGIN_TRIES.exception();
                        },
                        wrong::incrementAndGet))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.TOO_MANY_LOGIN_TRIES));
        assertThat(wrong).hasValue(0);
        passwords.stop();
    }

    @Test
    void hashing_that_is_too_cheap_does_not_start() {
        assertThatThrownBy(() -> passwords(Map.of("latchkey.auth.password.memory-kib", "1024")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("latchkey.auth.password");
        assertThatThrownBy(() -> passwords(Map.of("latchkey.auth.password.iterations", "0")))
                .isInstanceOf(IllegalStateException.class);
    }

    private static long nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }
}
