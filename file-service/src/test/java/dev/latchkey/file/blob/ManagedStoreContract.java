package dev.latchkey.file.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.testing.MutableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every store owes besides, since it keeps blobs for good: that those go which nobody needs, and no others. */
abstract class ManagedStoreContract extends ContentStoreContract {

    static final Duration GRACE = Duration.ofHours(1);
    static final Duration ABANDONED = Duration.ofHours(6);
    static final BlobReferences NOTHING_IS_NEEDED = Set::copyOf;

    final MutableClock clock = new MutableClock(Instant.now());

    @Override
    abstract ManagedStore store();

    /** How often content is stored while a sweep runs. */
    int rounds() {
        return 200;
    }

    @Test
    void it_says_that_it_can_be_written() {
        assertThat(store().isWritable()).isTrue();
        assertThat(store().isReachable()).isTrue();
    }

    @Test
    void the_sweep_takes_what_nothing_refers_to_once_it_is_old_enough() throws IOException {
        Blob needed = store().store(bytes("needed"));
        Blob orphan = store().store(bytes("orphan"));
        BlobReferences references = names -> {
            Set<String> unreferenced = new HashSet<>(names);
            unreferenced.remove(needed.sha256());
            return unreferenced;
        };

        assertThat(store().sweep(references, GRACE, ABANDONED)).isEqualTo(new ManagedStore.Swept(0, 0));
        clock.advance(GRACE.plusSeconds(1));
        assertThat(store().sweep(references, GRACE, ABANDONED)).isEqualTo(new ManagedStore.Swept(1, 0));

        assertThat(whereabouts(needed.sha256())).isInstanceOf(Whereabouts.Here.class);
        assertAbsent(orphan.sha256());
    }

    @Test
    void storing_an_old_blob_again_makes_it_young() throws IOException {
        Blob blob = store().store(bytes("again"));
        clock.advance(GRACE.plusSeconds(1));
        store().store(bytes("again"));

        assertThat(store().sweep(NOTHING_IS_NEEDED, GRACE, ABANDONED).blobs()).isZero();
        assertThat(whereabouts(blob.sha256())).isInstanceOf(Whereabouts.Here.class);
    }

    @Test
    void a_blob_stored_again_while_the_sweep_asks_for_its_references_stays() throws IOException {
        Blob blob = store().store(bytes("raced"));
        clock.advance(GRACE.plusSeconds(1));
        BlobReferences uploadingMeanwhile = names -> {
            try {
                store().store(bytes("raced"));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return Set.copyOf(names);
        };

        assertThat(store().sweep(uploadingMeanwhile, GRACE, ABANDONED).blobs()).isZero();
        assertThat(whereabouts(blob.sha256())).isInstanceOf(Whereabouts.Here.class);
    }

    @Test
    @Timeout(60)
    void after_store_returns_no_concurrent_sweep_takes_the_blob() throws Exception {
        Duration longerThanTheTest = Duration.ofDays(1000);
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Integer> sweeps = thread.submit(() -> {
                int removed = 0;
                while (!stop.get()) {
                    removed += store().sweep(NOTHING_IS_NEEDED, GRACE, longerThanTheTest)
                            .blobs();
                }
                return removed;
            });
            try {
                for (int i = 0; i < rounds(); i++) {
                    Blob blob = store().store(bytes("the same content over and over"));
                    assertThat(whereabouts(blob.sha256())).as("round " + i).isInstanceOf(Whereabouts.Here.class);
                    clock.advance(GRACE.plusSeconds(1));
                    Thread.sleep(i % 3);
                }
            } finally {
                stop.set(true);
            }
            assertThat(sweeps.get()).as("the sweep did take something").isPositive();
        }
    }
}
