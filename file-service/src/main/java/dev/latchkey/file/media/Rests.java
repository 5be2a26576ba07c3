package dev.latchkey.file.media;

import java.time.Duration;

/**
 * How long an encoder is left alone between two looks at what it has made. A look wakes us and all listeners, and takes
 * the processor from encoders: with many of them at once looks cost more than what they bring. So they become rare, as
 * long as a player has in hand what it needs until the next one, and the pipe is half empty then at the speed of the last
 * rest: else the encoder would wait for us. All rests end at the same moments, so that many looks are one interruption.
 */
final class Rests {

    /** Half of what a pipe holds. */
    private static final int WANTED = 32 * 1024;

    /** The encoder may have waited for us, and is faster than it seems. */
    private static final int TOO_MUCH = 48 * 1024;

    private static final long SHORTEST = 4;
    private static final long LONGEST_AT_FIRST = 128;
    private static final long LONGEST = 1024;

    /** A player that has begun at once still has three quarters of what was in hand when a rest is over. */
    private static final int PART_OF_IN_HAND = 4;

    private static final int MUCH_SHORTER = 4;

    private static final long MILLIS = 1000;

    private final long length;
    private final long bytesPerSecond;
    private long rest;
    private long last;
    private boolean rested = true;

    /**
     * @param length         how many bytes will come
     * @param bytesPerSecond how many of them sound for a second
     */
    Rests(long length, long bytesPerSecond) {
        this.length = length;
        this.bytesPerSecond = bytesPerSecond;
    }

    /**
     * How long to rest now.
     *
     * @param count    how many bytes came last
     * @param position how many have come in all; fewer than will come
     * @param elapsed  since the first ones came
     * @return milliseconds, a power of two; 0 for not at all
     */
    long after(int count, long position, Duration elapsed) {
        long sinceLast = elapsed.toMillis() - last;
        last = elapsed.toMillis();
        if (count >= TOO_MUCH) {
            rest /= MUCH_SHORTER;
            rested = false;
            return 0;
        }
        if (rested) {
            rest = Math.min(rest * 2, WANTED * Math.max(1, sinceLast) / count);
        }
        rested = true;
        long useful = Math.min(longest(position, elapsed), untilTheEnd(position, elapsed));
        rest = Math.max(SHORTEST, Long.highestOneBit(Math.min(Math.max(SHORTEST, rest), useful)));
        return rest;
    }

    private long longest(long position, Duration elapsed) {
        long inHand = position * MILLIS / bytesPerSecond - elapsed.toMillis();
        return Math.clamp(inHand / PART_OF_IN_HAND, LONGEST_AT_FIRST, LONGEST);
    }

    /** At the speed so far; who waits for the last byte shall not wait for a rest. */
    private long untilTheEnd(long position, Duration elapsed) {
        return (length - position) * elapsed.toMillis() / position;
    }

    /**
     * How many milliseconds it is until a moment at which all rests end that are as long.
     *
     * @param rest as {@link #after} said
     * @param now  by a clock that all have in common
     */
    static long untilNextBeat(long rest, Duration now) {
        return rest - Math.floorMod(now.toMillis(), rest);
    }
}
