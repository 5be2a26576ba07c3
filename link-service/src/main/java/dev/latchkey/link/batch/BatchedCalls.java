package dev.latchkey.link.batch;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Asks a neighbour, or the database, in few calls when many ask at once: questions that come while enough calls are on their way wait for the next one, and
 * go with it together. Each is asked after it came, so an answer is never older than its question. Whoever has waited longest makes the call for those behind; an
 * answered caller works for nobody else.
 *
 * @param <Q> the question; equal ones go with a call once
 * @param <A> the answer
 */
public final class BatchedCalls<Q, A> {

    private final Function<List<Q>, List<A>> source;
    private final int callsAtOnce;
    private final int questionsInACall;
    private final Duration patience;

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Asked<Q, A>> waiting = new ArrayDeque<>();
    private int calls;

    /**
     * @param source answers in the order of the questions, one for each; may fail, and then for all of them
     * @param callsAtOnce that are on their way
     * @param questionsInACall at most
     * @param patience how long a question waits for calls on their way: then one more is made, so that a call that hangs keeps only those from their answer who
     *     went with it
     */
    public BatchedCalls(Function<List<Q>, List<A>> source, int callsAtOnce, int questionsInACall, Duration patience) {
        this.source = source;
        this.callsAtOnce = callsAtOnce;
        this.questionsInACall = questionsInACall;
        this.patience = patience;
    }

    /** What became of a question: it is answered, or it is the one whose caller has to make the call for these. */
    private sealed interface Turn<Q, A> {
        record Answered<Q, A>(A answer) implements Turn<Q, A> {}

        record Leads<Q, A>(List<Asked<Q, A>> batch) implements Turn<Q, A> {}
    }

    private record Asked<Q, A>(Q question, CompletableFuture<Turn<Q, A>> turn) {}

    /** The answer; whatever the source threw, if it failed. */
    public A ask(Q question) {
        Asked<Q, A> mine = new Asked<>(question, new CompletableFuture<>());
        lock.lock();
        try {
            waiting.add(mine);
            if (calls < callsAtOnce) {
                calls++;
                passTurn();
            }
        } finally {
            lock.unlock();
        }
        return switch (await(mine)) {
            case Turn.Answered<Q, A>(A answer) -> answer;
            case Turn.Leads<Q, A>(List<Asked<Q, A>> batch) -> call(batch);
        };
    }

    /** How many wait for a call. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Makes the call for a batch; the answer to its first question. */
    private A call(List<Asked<Q, A>> batch) {
        try {
            Map<Q, List<Asked<Q, A>>> byQuestion =
                    batch.stream().collect(groupingBy(Asked::question, LinkedHashMap::new, toList()));
            List<A> answers = source.apply(List.copyOf(byQuestion.keySet()));
            Iterator<A> next = answers.iterator();
            byQuestion.values().forEach(equal -> {
                Turn<Q, A> answered = new Turn.Answered<>(next.next());
                equal.forEach(asked -> asked.turn().complete(answered));
            });
            return answers.getFirst();
        } catch (RuntimeException | Error e) {
            batch.forEach(asked -> asked.turn().completeExceptionally(e));
            throw e;
        } finally {
            finish();
        }
    }

    private void finish() {
        lock.lock();
        try {
            if (calls > callsAtOnce) {
                calls--;
            } else {
                passTurn();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets the first of those who wait make a call for as many as may go with it. */
    private void passTurn() {
        List<Asked<Q, A>> batch = new ArrayList<>();
        while (batch.size() < questionsInACall && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        if (batch.isEmpty()) {
            calls--;
        } else {
            batch.getFirst().turn().complete(new Turn.Leads<>(batch));
        }
    }

    private Turn<Q, A> await(Asked<Q, A> asked) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return asked.turn().get(patience.toNanos(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException _) {
                    overtake(asked);
                } catch (InterruptedException _) {
                    // Others may depend on this caller's turn.
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw failure(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Has one more call made, if this question still waits for one. */
    private void overtake(Asked<Q, A> asked) {
        lock.lock();
        try {
            if (waiting.contains(asked)) {
                calls++;
                passTurn();
            }
        } finally {
            lock.unlock();
        }
    }

    private static RuntimeException failure(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
    }
}
