package dev.latchkey.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BudgetsTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T12:00:00Z"));
    private final Budgets budgets = new Budgets(4, Duration.ofMinutes(4), clock);

    @Test
    void a_budget_is_spent_once_and_per_key() {
        assertThat(budgets.left("a")).isEqualTo(4);
        for (int i = 0; i < 4; i++) {
            assertThat(budgets.spend("a")).isTrue();
        }
        assertThat(budgets.spend("a")).isFalse();
        assertThat(budgets.left("a")).isZero();
        assertThat(budgets.used("a")).isEqualTo(4);
        assertThat(budgets.left("b")).isEqualTo(4);
    }

    @Test
    void it_fills_up_evenly() {
        for (int i = 0; i < 4; i++) {
            budgets.spend("a");
        }
        clock.advance(Duration.ofSeconds(59));
        assertThat(budgets.left("a")).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(budgets.left("a")).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(budgets.left("a")).isEqualTo(2);
        clock.advance(Duration.ofDays(1));
        assertThat(budgets.left("a")).isEqualTo(4);
    }

    @Test
    void many_at_once_spend_no_more_than_there_is() {
        AtomicInteger spent = new AtomicInteger();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                callers.execute(() -> {
                    if (budgets.spend("a")) {
                        spent.incrementAndGet();
                    }
                });
            }
        }
        assertThat(spent).hasValue(4);
    }
}
