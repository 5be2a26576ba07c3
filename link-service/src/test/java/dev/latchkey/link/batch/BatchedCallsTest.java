package dev.latchkey.link.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
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
class BatchedCallsTest {

    private static final int AT_ONCE = 2;
    private static final int IN_A_CALL = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<List<String>> asked = new ConcurrentLinkedQueue<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private final BatchedCalls<String, Integer> lengths =
            new BatchedCalls<>(this::lengths, AT_ONCE, IN_A_CALL, PATIENCE);

    @AfterEach
    void end() {
        open.countDown();
        callers.close();
    }

    /** Answers when it may; "bad" breaks the call. */
    private List<Integer> lengths(List<String> questions) {
        return lengths(questions, open);
    }

    private List<Integer> lengths(List<String> questions, CountDownLatch gate) {
        asked.add(questions);
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (questions.contains("bad")) {
            throw new IllegalArgumentException("no answer");
        }
        return questions.stream().map(String::length).toList();
    }

    @Test
    void a_single_question_is_asked_at_once() {
        open.countDown();

        assertThat(lengths.ask("four")).isEqualTo(4);
        assertThat(lengths.ask("fives")).isEqualTo(5);
        assertThat(asked).containsExactly(List.of("four"), List.of("fives"));
    }

    @Test
    void those_that_come_while_calls_are_on_their_way_go_together_with_the_next() throws Exception {
        List<Future<Integer>> answers = new ArrayList<>(occupy());
        answers.addAll(askAndWait("a", "bb", "ccc", "bb"));

        open.countDown();

        assertThat(all(answers)).containsExactly(5, 6, 1, 2, 3, 2);
        assertThat(asked).hasSize(AT_ONCE + 1).endsWith(List.of("a", "bb", "ccc"));
    }

    @Test
    void a_call_takes_only_so_many() throws Exception {
        List<Future<Integer>> answers = new ArrayList<>(occupy());
        answers.addAll(askAndWait(
                IntStream.rangeClosed(1, IN_A_CALL + 5).mapToObj("x"::repeat).toArray(String[]::new)));

        open.countDown();

        assertThat(all(answers)).endsWith(IN_A_CALL + 4, IN_A_CALL + 5);
        assertThat(asked).extracting(List::size).containsExactlyInAnyOrder(1, 1, IN_A_CALL, 5);
    }

    @Test
    void a_failure_is_of_those_that_went_together() throws Exception {
        List<Future<Integer>> before = occupy();
        List<Future<Integer>> together = askAndWait("bad", "good");

        open.countDown();

        assertThat(all(before)).containsExactly(5, 6);
        assertThat(together)
                .allSatisfy(answer -> assertThatThrownBy(answer::get).hasRootCauseMessage("no answer"));
        assertThat(lengths.ask("good")).isEqualTo(4);
    }

    @Test
    void everybody_gets_the_own_answer_and_calls_stay_few() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        BatchedCalls<Integer, Integer> squares = new BatchedCalls<>(
                numbers -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.yield();
                    now.decrementAndGet();
                    return numbers.stream().map(number -> number * number).toList();
                },
                AT_ONCE,
                IN_A_CALL,
                PATIENCE);

        List<Future<Integer>> answers = IntStream.range(0, 5000)
                .mapToObj(number -> callers.submit(() -> squares.ask(number)))
                .toList();

        assertThat(all(answers))
                .containsExactlyElementsOf(IntStream.range(0, 5000)
                        .mapToObj(number -> number * number)
                        .toList());
        assertThat(most).hasValueBetween(1, AT_ONCE);
        assertThat(squares.waiting()).isZero();
    }

    @Test
    void who_has_waited_long_enough_is_asked_for_although_calls_hang() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        BatchedCalls<String, Integer> impatient = new BatchedCalls<>(
                questions -> questions.contains("hang") ? lengths(questions, never) : lengths(questions),
                1,
                IN_A_CALL,
                Duration.ofMillis(5));
        open.countDown();
        Future<Integer> hanging = callers.submit(() -> impatient.ask("hang"));
        awaitCalls(1);

        List<Future<Integer>> others = IntStream.rangeClosed(1, 9)
                .mapToObj(length -> callers.submit(() -> impatient.ask("x".repeat(length))))
                .toList();

        assertThat(all(others)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(hanging).isNotDone();
        never.countDown();
        assertThat(hanging.get()).isEqualTo(4);
        assertThat(impatient.ask("fives")).isEqualTo(5);
        assertThat(impatient.waiting()).isZero();
    }

    @Test
    void an_interrupt_is_kept_until_the_answer_is_there() throws Exception {
        occupy();
        askAndWait("leads the next call");
        Future<Boolean> interrupted = callers.submit(() -> {
            Thread.currentThread().interrupt();
            return lengths.ask("four") == 4 && Thread.interrupted();
        });
        while (lengths.waiting() < 2) {
            Thread.onSpinWait();
        }

        open.countDown();

        assertThat(interrupted.get()).isTrue();
    }

    @Test
    void an_error_is_an_error_for_all() throws Exception {
        BatchedCalls<String, Integer> broken = new BatchedCalls<>(
                questions -> {
                    lengths(questions);
                    throw new StackOverflowError("deep");
                },
                1,
                IN_A_CALL,
                PATIENCE);
        Future<Integer> first = callers.submit(() -> broken.ask("a"));
        awaitCalls(1);
        List<Future<Integer>> together =
                List.of(callers.submit(() -> broken.ask("b")), callers.submit(() -> broken.ask("c")));
        while (broken.waiting() < 2) {
            Thread.onSpinWait();
        }

        open.countDown();

        assertThatThrownBy(first::get).hasCauseInstanceOf(StackOverflowError.class);
        assertThat(together)
                .allSatisfy(answer -> assertThatThrownBy(answer::get).hasCauseInstanceOf(StackOverflowError.class));
    }

    /** As many calls on their way as may be. */
    private List<Future<Integer>> occupy() {
        Future<Integer> first = callers.submit(() -> lengths.ask("fives"));
        awaitCalls(1);
        Future<Integer> second = callers.submit(() -> lengths.ask("sixsix"));
        awaitCalls(AT_ONCE);
        return List.of(first, second);
    }

    /** One after the other, each when the one before waits. */
    private List<Future<Integer>> askAndWait(String... questions) {
        List<Future<Integer>> answers = new ArrayList<>();
        for (String question : questions) {
            answers.add(callers.submit(() -> lengths.ask(question)));
            while (lengths.waiting() < answers.size()) {
                Thread.onSpinWait();
            }
        }
        return answers;
    }

    private void awaitCalls(int count) {
        while (asked.size() < count) {
            Thread.onSpinWait();
        }
    }

    private static List<Integer> all(List<Future<Integer>> answers) throws Exception {
        List<Integer> all = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            all.add(answer.get());
        }
        return all;
    }
}
