package dev.latchkey.protocol.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class UserTokensTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T12:00:30Z"));
    private final AtomicInteger asked = new AtomicInteger();

    private UserTokens tokens(Supplier<String> answer) {
        return new UserTokens(
                () -> {
                    asked.incrementAndGet();
                    return answer.get();
                },
                clock);
    }

    private static String dead() {
        throw new IllegalStateException("auth-service is away");
    }

    @Test
    void twenty_callers_of_a_dead_auth_service_wait_for_one_failure() throws Exception {
        CountDownLatch all = new CountDownLatch(20);
        UserTokens tokens = tokens(UserTokensTest::dead);
        try (ExecutorService callers = Executors.newFixedThreadPool(20)) {
            List<Future<?>> verifying = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                verifying.add(callers.submit(() -> {
                    all.countDown();
                    all.await();
                    assertNobodyCanTell(tokens);
                    return null;
                }));
            }
            for (Future<?> each : verifying) {
                each.get();
            }
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_failure_is_forgotten_after_a_second() {
        UserTokens tokens = tokens(UserTokensTest::dead);
        assertNobodyCanTell(tokens);
        clock.advance(Duration.ofMillis(999));
        assertNobodyCanTell(tokens);
        assertThat(asked).hasValue(1);
        clock.advance(Duration.ofMillis(1));
        assertNobodyCanTell(tokens);
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_failure_is_forgotten_by_a_success() {
        List<Supplier<String>> answers = new ArrayList<>(
                List.of(UserTokensTest::dead, () -> "{\"keys\":[]}", UserTokensTest::dead, () -> "{\"keys\":[]}"));
        UserTokens tokens = tokens(() -> answers.removeFirst().get());
        assertNobodyCanTell(tokens);
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.verify("a.b.c")).isEmpty();
        clock.advance(Duration.ofMinutes(6));
        assertNobodyCanTell(tokens);
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.verify("a.b.c")).isEmpty();
        assertThat(asked).hasValue(4);
    }

    private static void assertNobodyCanTell(UserTokens tokens) {
        assertThatThrownBy(() -> tokens.verify("a.b.c"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.INTERNAL_ERROR))
                .hasRootCauseMessage("auth-service is away");
    }
}
