package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class TranscodePoolTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final Stays stays = new Stays(1, _ -> {});

    @Test
    void who_waits_too_long_is_sent_away() throws InterruptedException {
        TranscodePool pool = new TranscodePool(1, 5, stays);
        pool.acquire("a", LONG);

        assertThatThrownBy(() -> pool.acquire("b", Duration.ofMillis(50)))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.NO_SERVER_AVAILABLE));
        assertThat(pool.waiting()).isZero();
        assertThat(pool.running()).isEqualTo(1);
        assertThat(pool.hasRoom()).isFalse();
        pool.release();
        assertThat(pool.hasRoom()).isTrue();
        pool.acquire("b", LONG);
        assertThat(pool.running()).isEqualTo(1);
    }

    @Test
    void a_full_queue_sends_away_at_once() throws InterruptedException {
        TranscodePool pool = new TranscodePool(1, 0, stays);
        pool.acquire("a", LONG);

        assertThatThrownBy(() -> pool.acquire("b", LONG)).isInstanceOf(ApiException.class);
    }

    @Test
    void who_stays_gives_its_place_to_who_needs_one_even_where_nobody_may_wait() throws InterruptedException {
        TranscodePool pool = new TranscodePool(2, 0, stays);
        pool.acquire("a", LONG);
        pool.acquire("b", LONG);
        stays.begin(() -> Thread.ofPlatform().start(pool::release).isAlive());

        pool.acquire("c", LONG);

        assertThat(stays.count()).isZero();
        assertThat(pool.running()).isEqualTo(2);
        assertThatThrownBy(() -> pool.acquire("d", LONG)).isInstanceOf(ApiException.class);
    }

    @Test
    void who_needs_a_place_costs_one_stay() throws Exception {
        Stays two = new Stays(2, _ -> {});
        TranscodePool pool = new TranscodePool(2, 5, two);
        for (String client : List.of("a", "b")) {
            pool.acquire(client, LONG);
            two.begin(() -> {
                pool.release();
                return true;
            });
        }

        pool.acquire("c", LONG);
        pool.settle();

        assertThat(two.count()).isEqualTo(1);
        assertThat(pool.running()).isEqualTo(2);
    }

    @Test
    void who_begins_to_stay_while_somebody_waits_gives_its_place() throws Exception {
        TranscodePool pool = new TranscodePool(1, 5, stays);
        pool.acquire("a", LONG);
        Thread waiting = Thread.ofPlatform().start(() -> acquire(pool));
        while (pool.waiting() == 0) {
            Thread.sleep(1);
        }

        stays.begin(() -> {
            pool.release();
            return true;
        });
        pool.settle();

        waiting.join();
        assertThat(stays.count()).isZero();
        assertThat(pool.running()).isEqualTo(1);
    }

    @Test
    void of_those_who_stay_none_is_too_many() throws InterruptedException {
        TranscodePool pool = new TranscodePool(3, 5, stays);
        for (int i = 0; i < 3; i++) {
            pool.acquire("a", LONG);
            stays.begin(() -> {
                pool.release();
                return true;
            });
        }

        pool.settle();

        assertThat(stays.count()).isEqualTo(1);
        assertThat(pool.running()).isEqualTo(1);
    }

    private static void acquire(TranscodePool pool) {
        try {
            pool.acquire("b", LONG);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void who_is_interrupted_while_waiting_takes_no_turn_along() throws InterruptedException {
        TranscodePool pool = new TranscodePool(1, 5, stays);
        pool.acquire("a", LONG);
        Thread waiting = Thread.ofPlatform().start(() -> acquire(pool));
        while (pool.waiting() == 0) {
            Thread.sleep(1);
        }

        waiting.interrupt();
        waiting.join();
        pool.release();

        assertThat(pool.waiting()).isZero();
        assertThat(pool.running()).isZero();
    }

    @Test
    void clients_take_turns_and_each_keeps_its_own_order() throws InterruptedException {
        TranscodePool pool = new TranscodePool(1, 10, stays);
        pool.acquire("first", LONG);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (String wish : List.of("greedy 1", "greedy 2", "greedy 3", "modest 1", "other 1")) {
            int waiting = pool.waiting();
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    pool.acquire(wish.substring(0, wish.indexOf(' ')), LONG);
                    order.add(wish);
                    pool.release();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }));
            while (pool.waiting() == waiting) {
                Thread.sleep(1);
            }
        }
        pool.release();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(order).containsExactly("greedy 1", "modest 1", "other 1", "greedy 2", "greedy 3");
    }
}
