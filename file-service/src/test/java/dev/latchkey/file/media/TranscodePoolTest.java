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

    @Test
    void who_waits_too_long_is_sent_away() throws InterruptedException {
        TranscodePool pool = new TranscodePool(1, 5, Duration.ofMillis(50));
        pool.acquire();

        assertThatThrownBy(pool::acquire)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.NO_SERVER_AVAILABLE));
        assertThat(pool.waiting()).isZero();
        assertThat(pool.running()).isEqualTo(1);
        pool.release();
        pool.acquire();
        assertThat(pool.running()).isEqualTo(1);
    }

    @Test
    void a_full_queue_sends_away_at_once() throws InterruptedException {
        TranscodePool pool = new TranscodePool(1, 0, Duration.ofHours(1));
        pool.acquire();

        assertThatThrownBy(pool::acquire).isInstanceOf(ApiException.class);
    }

    @Test
    void turns_come_in_the_order_of_asking() throws InterruptedException {
        TranscodePool pool = new TranscodePool(1, 10, Duration.ofSeconds(20));
        pool.acquire();
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    pool.acquire();
                    order.add(number);
                    pool.release();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }));
            while (pool.waiting() <= i) {
                Thread.sleep(1);
            }
            Thread.sleep(10);
        }
        pool.release();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }
}
