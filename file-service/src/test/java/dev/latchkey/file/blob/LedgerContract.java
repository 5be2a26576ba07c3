package dev.latchkey.file.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a {@link Ledger} owes the store; it is empty when a test begins. */
@Timeout(60)
abstract class LedgerContract {

    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final String C = "c".repeat(64);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    abstract Ledger ledger();

    @Test
    void what_was_stored_before_the_limit_comes_page_by_page() throws IOException {
        ledger().stored(C, NOON);
        ledger().stored(A, NOON);
        ledger().stored(B, NOON.plusSeconds(60));

        assertThat(ledger().storedBefore(NOON.plusSeconds(1), "", 10)).containsExactly(A, C);
        assertThat(ledger().storedBefore(NOON.plusSeconds(61), "", 2)).containsExactly(A, B);
        assertThat(ledger().storedBefore(NOON.plusSeconds(61), B, 2)).containsExactly(C);
        assertThat(ledger().storedBefore(NOON, "", 10)).as("at the limit").isEmpty();
    }

    @Test
    void what_was_stored_again_is_young_whoever_s_clock_is_behind() throws IOException {
        ledger().stored(A, NOON);
        ledger().stored(A, NOON.plusSeconds(60));
        ledger().stored(A, NOON.plusSeconds(30));

        assertThat(ledger().storedBefore(NOON.plusSeconds(60), "", 10)).isEmpty();
    }

    @Test
    void of_what_was_never_stored_nothing_is_known() throws IOException {
        ledger().stored(A, NOON);

        assertThat(ledger().unknown(List.of(A, B))).containsExactly(B);
        assertThat(ledger().unknown(Set.of())).isEmpty();
    }

    @Test
    void only_what_is_still_old_is_removed_and_forgotten() throws IOException {
        ledger().stored(A, NOON);
        ledger().stored(B, NOON.plusSeconds(60));
        List<String> removed = new ArrayList<>();

        int count = ledger().remove(List.of(A, B, C), NOON.plusSeconds(60), removed::addAll);

        assertThat(count).isEqualTo(1);
        assertThat(removed).containsExactly(A);
        assertThat(ledger().unknown(List.of(A, B))).containsExactly(A);
    }

    @Test
    void what_could_not_be_removed_is_not_forgotten() throws IOException {
        ledger().stored(A, NOON);

        assertThatThrownBy(() -> ledger().remove(List.of(A), NOON.plusSeconds(1), LedgerContract::refuse))
                .isInstanceOf(IOException.class)
                .hasMessage("the bucket is away");

        assertThat(ledger().storedBefore(NOON.plusSeconds(1), "", 10)).containsExactly(A);
    }

    @Test
    void who_stores_what_is_being_removed_waits_and_then_it_is_noted() throws Exception {
        ledger().stored(A, NOON);
        CountDownLatch removing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);

        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<Integer> removal = threads.submit(() -> ledger().remove(List.of(A), NOON.plusSeconds(1), _ -> {
                removing.countDown();
                await(goOn);
            }));
            removing.await();
            Future<?> storing = threads.submit(() -> {
                ledger().stored(A, NOON.plusSeconds(2));
                return null;
            });
            assertThatThrownBy(() -> storing.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            goOn.countDown();

            assertThat(removal.get()).isEqualTo(1);
            storing.get();
            assertThat(ledger().unknown(List.of(A))).isEmpty();
        }
    }

    private static void refuse(Collection<String> names) throws IOException {
        throw new IOException("the bucket is away");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
