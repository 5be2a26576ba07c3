package dev.latchkey.file.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;

/**
 * What every encode needs.
 *
 * @param preparing one for each part that is made, or is about to be as soon as its source is here and there is a turn:
 *                  as many threads there are
 * @param work      holds what is not finished
 * @param alarm     rings when an encode takes too long
 */
record Workshop(
        Encoder encoder,
        Spools spools,
        Semaphore preparing,
        TranscodePool pool,
        Starts starts,
        Shelf shelf,
        MediaMetrics metrics,
        Path work,
        Limits limits,
        ScheduledExecutorService alarm) {

    /**
     * Bounds of a segment and its making.
     *
     * @param patience how long somebody waits for a turn who has not got a byte yet
     * @param time     how long it may take, by the clock on the wall
     * @param blocks   how many make a segment
     */
    record Limits(Duration patience, Duration time, int blocks) {}
}
