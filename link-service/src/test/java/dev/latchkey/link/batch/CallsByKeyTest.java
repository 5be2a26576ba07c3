package dev.latchkey.link.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CallsByKeyTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Map<String, CountDownLatch> shut = new ConcurrentHashMap<>();
    private final CallsByKey<String, String> calls = new CallsByKey<>(this::answer, PATIENCE);

    @AfterEach
    void end() {
        shut.values().forEach(CountDownLatch::countDown);
        callers.close();
    }

    /** Tells each its place when it may; "bad" breaks the call. */
    private List<String> answer(String key, int askers) {
        asked.add(key + " " + askers);
        try {
            shut.getOrDefault(key, new CountDownLatch(0)).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (key.equals("bad")) {
            throw new IllegalArgumentException("no answer");
        }
        return IntStream.range(0, askers).mapToObj(place -> key + place).toList();
    }

    @Test
    void what_is_about_another_thing_does_not_wait() throws Exception {
        shut.put("a", new CountDownLatch(1));
        Future<String> first = callers.submit(() -> calls.ask("a"));
        awaitCalls(1);

        assertThat(calls.ask("b")).isEqualTo("b0");
        assertThat(first).isNotDone();

        shut.get("a").countDown();
        assertThat(first.get()).isEqualTo("a0");
    }

    @Test
    void what_is_about_the_same_waits_for_the_next_call_and_goes_with_it_together() throws Exception {
        shut.put("a", new CountDownLatch(1));
        Future<String> first = callers.submit(() -> calls.ask("a"));
        awaitCalls(1);
        List<Future<String>> later = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            later.add(callers.submit(() -> calls.ask("a")));
            while (calls.waiting("a") < i) {
                Thread.onSpinWait();
            }
        }
        shut.get("a").countDown();

        assertThat(first.get()).isEqualTo("a0");
        for (int i = 0; i < later.size(); i++) {
            assertThat(later.get(i).get()).isEqualTo("a" + i);
        }
        assertThat(asked).containsExactly("a 1", "a 8");
    }

    @Test
    void nothing_is_kept_of_those_who_have_their_answer_or_have_failed() {
        assertThat(calls.ask("a")).isEqualTo("a0");
        assertThatThrownBy(() -> calls.ask("bad")).hasMessage("no answer");

        assertThat(calls.keys()).isZero();
    }

    @Test
    void there_is_one_call_at_a_time_about_each_thing() throws Exception {
        Map<Integer, AtomicInteger> now = new ConcurrentHashMap<>();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        CallsByKey<Integer, Integer> keys = new CallsByKey<>(
                (key, askers) -> {
                    AtomicInteger running = now.computeIfAbsent(key, _ -> new AtomicInteger());
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.yield();
                    running.decrementAndGet();
                    answered.addAndGet(askers);
                    return IntStream.range(0, askers).mapToObj(_ -> key).toList();
                },
                PATIENCE);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            int key = i % 7;
            answers.add(callers.submit(() -> keys.ask(key)));
        }

        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).get()).isEqualTo(i % 7);
        }
        assertThat(most).hasValue(1);
        assertThat(answered).hasValue(5_000);
        assertThat(keys.keys()).isZero();
    }

    private void awaitCalls(int count) {
        while (asked.size() < count) {
            Thread.onSpinWait();
        }
    }
}
