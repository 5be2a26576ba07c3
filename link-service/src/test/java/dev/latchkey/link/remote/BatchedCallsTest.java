package dev.latchkey.link.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<List<String>> asked = new ConcurrentLinkedQueue<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private final BatchedCalls<String, Integer> lengths = new BatchedCalls<>(this::lengths, AT_ONCE, IN_A_CALL);

    @AfterEach
    void end() {
        open.countDown();
        callers.close();
    }

    /** Answers when it may; "bad" breaks the call. */
    private List<Integer> lengths(List<String> questions) {
        asked.add(questions);
        try {
            open.await();
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
                IN_A_CALL);

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
