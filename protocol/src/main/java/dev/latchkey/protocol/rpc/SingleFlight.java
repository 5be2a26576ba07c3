package dev.latchkey.protocol.rpc;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Asks a neighbour once when many ask the same at the same moment: the others wait for that answer, or share its failure. Nothing is remembered
 * beyond it. Without this a popular link would answer its visitors with the neighbour's overload.
 *
 * @param <Q> the question; equal questions have equal answers
 * @param <A> the answer
 */
public final class SingleFlight<Q, A> {

    private final Function<Q, A> source;
    private final Map<Q, CompletableFuture<A>> flights = new ConcurrentHashMap<>();

    /**
     * @param source answers; may fail
     */
    public SingleFlight(Function<Q, A> source) {
        this.source = source;
    }

    /**
     * The answer; whatever the source threw, if it failed.
     *
     * @param question equal ones on their way are not asked again
     */
    public A ask(Q question) {
        CompletableFuture<A> mine = new CompletableFuture<>();
        CompletableFuture<A> flight = flights.putIfAbsent(question, mine);
        if (flight != null) {
            return join(flight);
        }
        try {
            A answer = source.apply(question);
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(question, mine);
        }
    }

    private static <A> A join(CompletableFuture<A> flight) {
        try {
            return flight.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
