package dev.latchkey.protocol.neighbour;

import io.smallrye.faulttolerance.api.TypedGuard;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Questions to a neighbour that a request waits for. An answer takes at most 900 ms. A quick failure is tried once more; a slow one is not, so that two
 * neighbours asked in turn stay below two seconds. What fails throws what the client or the guard throws, never a checked exception.
 */
public final class Questions {

    private static final long MOST_MILLIS = 900;

    private Questions() {}

    /**
     * A question that is not asked for a second where half of twenty failed.
     *
     * @param name of the question in metrics; no other of the service has it
     */
    public static <Q, A> Function<Q, A> guarded(String name, Class<A> answer, Function<Q, A> neighbour) {
        TypedGuard<A> guard = twice(name, answer)
                .withCircuitBreaker()
                .name(name)
                .requestVolumeThreshold(20)
                .failureRatio(0.5)
                .delay(1, ChronoUnit.SECONDS)
                .done()
                .build();
        return question -> ask(guard, () -> neighbour.apply(question));
    }

    /**
     * A question that is asked however often it failed.
     *
     * @param name of the question in metrics; no other of the service has it
     */
    public static <A> Supplier<A> persistent(String name, Class<A> answer, Supplier<A> neighbour) {
        TypedGuard<A> guard = twice(name, answer).build();
        return () -> ask(guard, neighbour::get);
    }

    /** Asks. Who is interrupted while waiting throws no checked exception, which those would not expect who answer others, too. */
    private static <A> A ask(TypedGuard<A> guard, Callable<A> question) {
        try {
            return guard.call(question);
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a neighbour was asked", e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static <A> TypedGuard.Builder<A> twice(String name, Class<A> answer) {
        return TypedGuard.create(answer)
                .withDescription(name)
                .withTimeout()
                .duration(MOST_MILLIS, ChronoUnit.MILLIS)
                .done()
                .withRetry()
                .maxRetries(1)
                .delay(40, ChronoUnit.MILLIS)
                .jitter(30, ChronoUnit.MILLIS)
                .maxDuration(500, ChronoUnit.MILLIS)
                .done();
    }
}
