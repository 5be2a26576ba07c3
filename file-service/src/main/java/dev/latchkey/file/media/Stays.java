package dev.latchkey.file.media;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Encoders, or decoders, that are paused since nobody listens to what they make at the moment. Players look into a file before
 * they play it: they ask for its beginning and leave, for its end, and for the beginning once more; so who is left stays for a
 * moment, and who comes back goes on where it was. Few stay at once, and the one that has stayed longest goes when there are too
 * many or somebody needs its place.
 */
final class Stays {

    private final int most;
    private final Consumer<Runnable> alarm;
    private final Deque<Stay> stays = new ArrayDeque<>();

    /**
     * @param most  how many stay at once
     * @param alarm runs what it is given when that has stayed for long enough; never at once
     */
    Stays(int most, Consumer<Runnable> alarm) {
        this.most = most;
        this.alarm = alarm;
    }

    /**
     * One more stays.
     *
     * @param end called once if it is not {@linkplain Stay#leave left} before, by the alarm or whoever needs room, and not before
     *     this method returns; tells whether that really ended it, or somebody had come meanwhile
     */
    Stay begin(BooleanSupplier end) {
        Stay stay = new Stay(end);
        synchronized (this) {
            stays.add(stay);
        }
        alarm.accept(stay::isOver);
        return stay;
    }

    /**
     * The one that has stayed longest goes.
     *
     * @return whether there was one
     */
    boolean endLongest() {
        boolean ended = false;
        for (Stay longest = poll(); longest != null; longest = ended ? null : poll()) {
            ended = longest.end.getAsBoolean();
        }
        return ended;
    }

    /** Whether there are more than may be. */
    synchronized boolean areTooMany() {
        return stays.size() > most;
    }

    synchronized int count() {
        return stays.size();
    }

    private synchronized @Nullable Stay poll() {
        return stays.poll();
    }

    private synchronized boolean remove(Stay stay) {
        return stays.remove(stay);
    }

    /** The time in which one waits for somebody. */
    final class Stay {

        private final BooleanSupplier end;

        private Stay(BooleanSupplier end) {
            this.end = end;
        }

        /** Somebody came; harmless if it is over. */
        void leave() {
            remove(this);
        }

        private void isOver() {
            if (remove(this)) {
                var _ = end.getAsBoolean();
            }
        }
    }
}
