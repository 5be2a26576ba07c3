package dev.latchkey.link.remote;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Asks a neighbour in few calls when many ask at once: questions that come while enough calls are on their way wait for the next one, and go with it
 * together. Each is asked after it came, so an answer is never older than its question. Whoever has waited longest makes the call for those behind; an
 * answered caller works for nobody else.
 *
 * @param <Q> the question; equal ones go with a call once
 * @param <A> the answer
 */
final class BatchedCalls<Q, A> {

    private final Function<List<Q>, List<A>> source;
    private final int callsAtOnce;
    private final int questionsInACall;

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Asked<Q, A>> waiting = new ArrayDeque<>();
    private int calls;

    /**
     * @param source answers in the order of the questions, one for each; may fail, and then for all of them
     * @param callsAtOnce that are on their way
     * @param questionsInACall at most
     */
    BatchedCalls(Function<List<Q>, List<A>> source, int callsAtOnce, int questionsInACall) {
        this.source = source;
        this.callsAtOnce = callsAtOnce;
        this.questionsInACall = questionsInACall;
    }

    /** What became of a question: it is answered, or it is the one whose caller has to make the call for these. */
    private sealed interface Turn<Q, A> {
        record Answered<Q, A>(A answer) implements Turn<Q, A> {}

        record Leads<Q, A>(List<Asked<Q, A>> batch) implements Turn<Q, A> {}
    }

    private record Asked<Q, A>(Q question, CompletableFuture<Turn<Q, A>> turn) {}

    /** The answer; whatever the source threw, if it failed. */
    A ask(Q question) {
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
            lock.lock();
            try {
                passTurn();
            } finally {
                lock.unlock();
            }
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

    private static <Q, A> Turn<Q, A> await(Asked<Q, A> asked) {
        try {
            return asked.turn().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
