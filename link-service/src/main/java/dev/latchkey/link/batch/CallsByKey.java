package dev.latchkey.link.batch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Asks about one thing in one call at a time, however many ask: who comes while a call about it is on its way goes with the next one. Calls about
 * different things do not wait for each other.
 *
 * @param <K> what it is about
 * @param <A> the answer
 */
public final class CallsByKey<K, A> {

    private static final int MOST_IN_A_CALL = 1_000;

    private final BiFunction<K, Integer, List<A>> source;
    private final Duration patience;
    private final Map<K, Line<A>> lines = new ConcurrentHashMap<>();

    /** One who asks; no two are equal. */
    private static final class Asker {}

    /** Those who ask about one thing. */
    private record Line<A>(BatchedCalls<Asker, A> calls, int askers) {

        Line<A> with(int more) {
            return new Line<>(calls, askers + more);
        }
    }

    /**
     * @param source is told how many ask, and gives an answer for each, in the order in which they came; may fail, and then for all of them
     * @param patience as in {@link BatchedCalls}
     */
    public CallsByKey(BiFunction<K, Integer, List<A>> source, Duration patience) {
        this.source = source;
        this.patience = patience;
    }

    /** The answer; whatever the source threw, if it failed. */
    public A ask(K key) {
        Line<A> line = lines.compute(key, (_, present) -> present == null ? line(key) : present.with(1));
        try {
            return line.calls().ask(new Asker());
        } finally {
            lines.computeIfPresent(key, (_, present) -> left(present));
        }
    }

    /** About how many things somebody asks now. */
    int keys() {
        return lines.size();
    }

    /** How many wait for the next call about it. */
    public int waiting(K key) {
        Line<A> line = lines.get(key);
        return line == null ? 0 : line.calls().waiting();
    }

    private Line<A> line(K key) {
        return new Line<>(
                new BatchedCalls<>(askers -> source.apply(key, askers.size()), 1, MOST_IN_A_CALL, patience), 1);
    }

    private static <A> @Nullable Line<A> left(Line<A> line) {
        return line.askers() == 1 ? null : line.with(-1);
    }
}
