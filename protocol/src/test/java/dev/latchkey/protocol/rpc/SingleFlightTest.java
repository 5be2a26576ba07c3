package dev.latchkey.protocol.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

    private static final int MANY = 50;

    private final AtomicInteger asked = new AtomicInteger();

    /** Counted down by whoever finds an equal question on its way. */
    private final CountDownLatch joined = new CountDownLatch(MANY - 1);

    @Test
    void equal_questions_at_one_moment_are_asked_once() throws Exception {
        SingleFlight<Question, Integer> lengths = new SingleFlight<>(question -> {
            asked.incrementAndGet();
            awaitTheOthers();
            return question.text().length();
        });

        assertThat(askManyTimes(lengths)).hasSize(MANY).containsOnly(8);
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_failure_is_shared_and_not_remembered() {
        SingleFlight<Question, Integer> lengths = new SingleFlight<>(question -> {
            if (asked.incrementAndGet() == 1) {
                awaitTheOthers();
                throw new IllegalArgumentException("no answer");
            }
            return question.text().length();
        });

        assertThatThrownBy(() -> askManyTimes(lengths)).hasRootCauseMessage("no answer");
        assertThat(asked).hasValue(1);
        assertThat(lengths.ask(new Question("question"))).isEqualTo(8);
    }

    @Test
    void nothing_is_remembered_beyond_the_answer() {
        SingleFlight<Question, Integer> lengths = new SingleFlight<>(question -> {
            asked.incrementAndGet();
            return question.text().length();
        });

        assertThat(List.of(lengths.ask(new Question("a")), lengths.ask(new Question("a"))))
                .containsExactly(1, 1);
        assertThat(asked).hasValue(2);
    }

    private List<Integer> askManyTimes(SingleFlight<Question, Integer> flight)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = IntStream.range(0, MANY)
                    .mapToObj(i -> threads.submit(() -> flight.ask(new Question("question"))))
                    .toList();
            List<Integer> all = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                all.add(answer.get());
            }
            return all;
        }
    }

    private void awaitTheOthers() {
        try {
            joined.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A question that tells when it is found equal to another. */
    private final class Question {

        private final String text;

        Question(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        @Override
        public boolean equals(Object other) {
            boolean equal = other instanceof Question question && question.text.equals(text);
            if (equal) {
                joined.countDown();
            }
            return equal;
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }
}
