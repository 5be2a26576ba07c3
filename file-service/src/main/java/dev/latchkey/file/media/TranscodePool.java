package dev.latchkey.file.media;

import dev.latchkey.protocol.error.ApiError;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns for transcodes, decoders or measurements: so many at once, so many waiting, and none of them for too long. Clients take
 * turns, so one that wants much does not keep the others waiting; what one client wants comes in the order of asking.
 */
final class TranscodePool {

    private static final int SHARE_OF_WHO_WAITS = 4;

    private final int atOnce;
    private final int queue;
    private final Stays stays;
    private final Map<String, Deque<CountDownLatch>> lines = new LinkedHashMap<>();
    private int running;
    private int waiting;

    /**
     * @param atOnce how many have a turn at once
     * @param queue  how many wait for one
     * @param stays  of those that have one and do nothing with it
     */
    TranscodePool(int atOnce, int queue, Stays stays) {
        this.atOnce = atOnce;
        this.queue = queue;
        this.stays = stays;
    }

    /**
     * Waits for a turn; 5002 if the queue is full or the wait too long. Whoever got one calls {@link #release}.
     *
     * @param client on whose account it goes
     */
    void acquire(String client, Duration patience) throws InterruptedException {
        if (tryAcquire()) {
            return;
        }
        boolean promised = stays.endLongest();
        CountDownLatch turn = join(client, promised);
        try {
            if (!promised && turn.getCount() > 0) {
                // One may have begun to stay just before there was somebody who waits.
                stays.endLongest();
            }
            boolean granted = turn.await(patience.toMillis(), TimeUnit.MILLISECONDS) || !leave(client, turn);
            ApiError.NO_SERVER_AVAILABLE.when(!granted);
        } catch (InterruptedException e) {
            if (!leave(client, turn)) {
                release();
            }
            throw e;
        }
    }

    private synchronized boolean tryAcquire() {
        boolean free = running < atOnce;
        if (free) {
            running++;
        }
        return free;
    }

    /** @param promised whether a place becomes free for it: then a full queue is no reason to refuse it */
    private synchronized CountDownLatch join(String client, boolean promised) {
        CountDownLatch turn = new CountDownLatch(1);
        if (tryAcquire()) {
            turn.countDown();
            return turn;
        }
        ApiError.NO_SERVER_AVAILABLE.when(waiting >= queue && !promised);
        waiting++;
        lines.computeIfAbsent(client, _ -> new ArrayDeque<>()).add(turn);
        return turn;
    }

    /** Those that have a turn and do nothing with it at the moment. */
    Stays stays() {
        return stays;
    }

    /** After one has begun to stay: who waits for a place goes before it, and so does who stays if there are too many. */
    void settle() {
        if (waiting() > 0) {
            stays.endLongest();
        }
        while (stays.areTooMany()) {
            stays.endLongest();
        }
    }

    synchronized void release() {
        Iterator<Map.Entry<String, Deque<CountDownLatch>>> first =
                lines.entrySet().iterator();
        if (!first.hasNext()) {
            running--;
            return;
        }
        Map.Entry<String, Deque<CountDownLatch>> next = first.next();
        first.remove();
        waiting--;
        next.getValue().remove().countDown();
        if (!next.getValue().isEmpty()) {
            lines.put(next.getKey(), next.getValue());
        }
    }

    /** Whether there is room for what nobody waits for yet: that may take a quarter of the places. */
    synchronized boolean hasRoom() {
        return running < Math.ceilDiv(atOnce, SHARE_OF_WHO_WAITS);
    }

    synchronized int running() {
        return running;
    }

    synchronized int waiting() {
        return waiting;
    }

    /** @return false if the turn came just now */
    private synchronized boolean leave(String client, CountDownLatch turn) {
        Deque<CountDownLatch> line = lines.get(client);
        if (line == null || !line.remove(turn)) {
            return false;
        }
        waiting--;
        if (line.isEmpty()) {
            lines.remove(client);
        }
        return true;
    }
}
