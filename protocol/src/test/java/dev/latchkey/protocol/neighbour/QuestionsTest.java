package dev.latchkey.protocol.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How patient a question is, whoever is asked. */
@QuarkusTest
final class QuestionsTest {

    @Inject
    CircuitBreakerMaintenance breakers;

    @Inject
    MeterRegistry metrics;

    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void closeCircuits() {
        breakers.resetAll();
    }

    @Test
    void a_failure_that_passes_is_not_felt() {
        Function<String, String> question = Questions.guarded("passing", String.class, name -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("not now");
            }
            return "hello " + name;
        });

        assertThat(question.apply("you")).isEqualTo("hello you");
        assertThat(asked).hasValue(2);
    }

    @Test
    void who_keeps_failing_is_left_alone_for_a_while() {
        Function<String, String> question = Questions.guarded("failing", String.class, this::fail);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> question.apply("x")).isInstanceOf(RuntimeException.class);
        }
        assertThat(asked).hasValue(20);

        assertThatThrownBy(() -> question.apply("x")).isInstanceOf(CircuitBreakerOpenException.class);
        assertThat(asked).hasValue(20);
    }

    @Test
    void a_persistent_question_is_asked_however_often_it_failed() {
        Supplier<String> question = Questions.persistent("persistent", String.class, () -> fail("x"));
        for (int i = 0; i < 15; i++) {
            assertThatThrownBy(question::get).hasMessage("never");
        }

        assertThat(asked).hasValue(30);
    }

    @Test
    void who_is_interrupted_in_the_pause_throws_nothing_checked() {
        Function<String, String> question = Questions.guarded("interrupted", String.class, name -> {
            Thread.currentThread().interrupt();
            return fail(name);
        });

        try {
            assertThatThrownBy(() -> question.apply("x"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void metrics_know_it_by_its_name() {
        Function<String, String> question = Questions.guarded("measured", String.class, name -> name);
        assertThat(question.apply("x")).isEqualTo("x");

        assertThat(metrics.get("ft.invocations.total").tag("method", "measured").counters().stream()
                        .mapToDouble(Counter::count)
                        .sum())
                .isEqualTo(1);
    }

    private String fail(String name) {
        asked.incrementAndGet();
        throw new IllegalStateException("never");
    }
}
