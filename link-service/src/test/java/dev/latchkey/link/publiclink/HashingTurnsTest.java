package dev.latchkey.link.publiclink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class HashingTurnsTest {

    private record Settings(int tries, Duration window, int atOnce, int waiting, Duration longestWait)
            implements PasswordConfig {}

    private static HashingTurns turns(int atOnce, int waiting, Duration longestWait) {
        return new HashingTurns(new Settings(10, Duration.ofMinutes(5), atOnce, waiting, longestWait));
    }

    @Test
    void only_so_many_are_hashed_at_once_and_only_so_many_wait() throws Exception {
        HashingTurns turns = turns(2, 3, Duration.ofSeconds(30));
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> tries = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                tries.add(callers.submit(() -> {
                    try {
                        assertThat(turns.take(() -> {
                                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                                    begun.countDown();
                                    go.await();
                                    running.decrementAndGet();
                                    return Thread.currentThread().isVirtual();
                                }))
                                .isFalse();
                    } catch (ApiException full) {
                        assertThat(full.error()).isEqualTo(ApiError.NO_SERVER_AVAILABLE);
                        refused.incrementAndGet();
                    }
                }));
            }
            // Seven of twelve find neither a hasher nor a place to wait and are told so at once.
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            while (refused.get() < 7) {
                Thread.onSpinWait();
            }
            go.countDown();
            for (Future<?> each : tries) {
                each.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(refused).hasValue(7);
        assertThat(most).hasValue(2);
        turns.stop();
    }

    @Test
    void who_waits_too_long_is_told_so() {
        HashingTurns turns = turns(1, 1, Duration.ofMillis(20));
        CountDownLatch never = new CountDownLatch(1);
        assertThatThrownBy(() -> turns.take(() -> {
                    never.await();
                    return true;
                }))
                .isInstanceOfSatisfying(
                        ApiException.class, late -> assertThat(late.error()).isEqualTo(ApiError.NO_SERVER_AVAILABLE));
        turns.stop();
    }
}
