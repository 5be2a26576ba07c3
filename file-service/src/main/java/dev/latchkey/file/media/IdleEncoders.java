package dev.latchkey.file.media;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Encoders that are paused since nobody listens to them at the moment. Players look into a file before they play it: they ask
 * for its beginning and leave, for its end, and for the beginning once more; so who is left stays for a moment, and who comes
 * back goes on where it was. Few stay at once, and the one that has stayed longest goes when there are too many or somebody
 * needs its place.
 */
final class IdleEncoders {

    private final int most;
    private final Consumer<Runnable> alarm;
    private final Deque<Stay> stays = new ArrayDeque<>();

    /**
     * @param most  how many stay at once
     * @param alarm runs what it is given when that has stayed for long enough
     */
    IdleEncoders(int most, Consumer<Runnable> alarm) {
        this.most = most;
        this.alarm = alarm;
    }

    /**
     * One more stays.
     *
     * @param end called once if the stay is not ended before, by the alarm or whoever needs room; never by this method before
     *     it returns
     */
    Stay begin(Runnable end) {
        Stay stay = new Stay(end);
        synchronized (this) {
            stays.add(stay);
        }
        alarm.accept(stay::isOver);
        return stay;
    }

    /** Ends those that are too many. */
    void endTooMany() {
        while (count() > most) {
            endLongest();
        }
    }

    /** Somebody needs a place: the one that has stayed longest goes, if there is any. */
    void endLongest() {
        @Nullable Stay longest;
        synchronized (this) {
            longest = stays.peek();
        }
        if (longest != null) {
            longest.isOver();
        }
    }

    /** How many there are. */
    synchronized int count() {
        return stays.size();
    }

    private synchronized boolean remove(Stay stay) {
        return stays.remove(stay);
    }

    /** The time in which an encoder waits for somebody. */
    final class Stay {

        private final Runnable end;

        private Stay(Runnable end) {
            this.end = end;
        }

        /** Somebody came; harmless if it is over. */
        void leave() {
            remove(this);
        }

        private void isOver() {
            if (remove(this)) {
                end.run();
            }
        }
    }
}
