package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class StartsTest {

    private final Deque<Runnable> alarms = new ArrayDeque<>();
    private final Starts starts = new Starts(2, alarms::add);
    private final List<Integer> begun = new CopyOnWriteArrayList<>();

    @Test
    void so_many_start_at_once_and_the_others_in_the_order_of_coming() throws Exception {
        Starts.Start first = starts.begin();
        starts.begin();
        for (int i = 0; i < 5; i++) {
            waiting(i);
        }
        assertThat(begun).isEmpty();

        first.close();

        // Each of them ends at once and lets in the next one.
        await(() -> begun.size() == 5);
        assertThat(begun).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void whose_start_takes_long_keeps_nobody_else_waiting() throws Exception {
        starts.begin();
        Starts.Start slow = starts.begin();
        waiting(7);
        assertThat(begun).isEmpty();

        alarms.removeLast().run();
        await(() -> begun.equals(List.of(7)));

        slow.close();
        alarms.removeFirst().run();
        starts.begin();
        starts.begin();
        waiting(8);
        assertThat(begun).containsExactly(7);
    }

    @Test
    void who_leaves_while_waiting_takes_no_place() throws Exception {
        Starts.Start first = starts.begin();
        starts.begin();
        Thread.currentThread().interrupt();
        assertThatThrownBy(starts::begin).isInstanceOf(InterruptedException.class);

        first.close();

        assertThat(starts.begin()).isNotNull();
    }

    @Test
    void who_has_begun_waits_until_nobody_waits_to_begin() throws Exception {
        starts.letOthersBegin(Duration.ofDays(1));
        Starts.Start first = starts.begin();
        starts.begin();
        starts.letOthersBegin(Duration.ofDays(1));
        waiting(1);
        waiting(2);
        starts.letOthersBegin(Duration.ofMillis(20));
        assertThat(begun).as("no longer than that").isEmpty();

        Thread polite = polite();
        first.close();

        polite.join();
        await(() -> begun.size() == 2);
    }

    @Test
    void who_leaves_while_waiting_to_begin_is_no_longer_waited_for() throws Exception {
        starts.begin();
        starts.begin();
        Thread leaving = Thread.ofPlatform().daemon().start(() -> {
            try {
                starts.begin();
            } catch (InterruptedException _) {
                // as it shall
            }
        });
        await(() -> starts.waiting() == 1);
        Thread polite = polite();

        leaving.interrupt();

        polite.join();
    }

    /** One that has begun, and lets others begin before this returns. */
    private Thread polite() throws InterruptedException {
        Thread polite = Thread.ofPlatform().daemon().start(() -> {
            try {
                starts.letOthersBegin(Duration.ofDays(1));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        await(() -> polite.getState() == Thread.State.TIMED_WAITING);
        return polite;
    }

    /** One that waits in the line before this returns. */
    private void waiting(int number) throws InterruptedException {
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try (Starts.Start _ = starts.begin()) {
                begun.add(number);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        await(() -> thread.getState() == Thread.State.WAITING);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(1);
        }
    }
}
