package dev.latchkey.file.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.blob.RemoteBlob;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RemoteSourceTest {

    private static final int SIZE = 3 * RemoteSource.PIECE + 100;

    private final byte[] content = new byte[SIZE];
    private final Store store = new Store();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger news = new AtomicInteger();

    RemoteSourceTest() {
        new Random(1).nextBytes(content);
    }

    @Test
    void everything_from_anywhere_to_the_end_comes_out_as_it_is() throws IOException {
        int first = RemoteSource.PIECE - 10;
        RemoteSource source = source(SIZE);
        ByteBuffer bytes = ByteBuffer.allocate(SIZE - first);

        while (bytes.hasRemaining()) {
            long position = first + bytes.position();
            if (source.readableUntil(position) == position) {
                store.answerAll();
            } else {
                source.read(bytes, position);
            }
        }

        assertThat(bytes.array()).isEqualTo(Arrays.copyOfRange(content, first, SIZE));
        assertThat(source.failure()).isEmpty();
    }

    @Test
    void nothing_is_asked_for_twice_and_one_piece_ahead_is_the_most() {
        RemoteSource source = source(SIZE);

        source.readableUntil(0);
        source.readableUntil(0);
        assertThat(store.asked).containsExactly(0L);
        store.answerAll();
        assertThat(news).hasValue(1);
        assertThat(source.readableUntil(0)).isEqualTo(RemoteSource.PIECE);
        store.answerAll();
        source.readableUntil(10);
        source.readableUntil(20);

        assertThat(store.asked).containsExactly(0L, (long) RemoteSource.PIECE);
    }

    @Test
    void nothing_behind_the_end_is_asked_for() {
        RemoteSource source = source(40);

        source.readableUntil(7);
        store.answerAll();

        assertThat(source.readableUntil(7)).isEqualTo(40);
        assertThat(store.asked).containsExactly(7L);
        assertThat(store.lengths).containsExactly(33);
    }

    @Test
    void what_was_lost_is_gone_and_a_store_that_is_away_may_come_back() {
        assertThat(failureAfter(new NoSuchFileException("x"))).isEqualTo(Refusal.GONE);
        assertThat(failureAfter(new IOException("timed out"))).isEqualTo(Refusal.NO_CAPACITY);
    }

    @Test
    void after_it_was_closed_nothing_is_told_any_more() {
        RemoteSource source = source(SIZE);
        source.readableUntil(0);

        source.close();
        store.answerAll();

        assertThat(closed).hasValue(1);
        assertThat(news).hasValue(0);
    }

    private Refusal failureAfter(IOException cause) {
        RemoteSource source = source(SIZE);
        source.readableUntil(0);
        store.waiting.forEach(reading -> reading.completeExceptionally(cause));
        store.waiting.clear();
        assertThat(source.readableUntil(0)).isZero();
        assertThat(store.waiting).as("asked again").isEmpty();
        return source.failure().orElseThrow();
    }

    private RemoteSource source(long end) {
        return new RemoteSource(store, end, Runnable::run, news::incrementAndGet, closed::incrementAndGet);
    }

    /** Answers when the test says so. */
    private final class Store implements RemoteBlob {

        private final List<Long> asked = new ArrayList<>();
        private final List<Integer> lengths = new ArrayList<>();
        private final List<CompletableFuture<byte[]>> waiting = new ArrayList<>();
        private int answered;

        @Override
        public long size() {
            return SIZE;
        }

        @Override
        public CompletionStage<byte[]> read(long position, int length) {
            CompletableFuture<byte[]> reading = new CompletableFuture<>();
            asked.add(position);
            lengths.add(length);
            waiting.add(reading);
            return reading;
        }

        void answerAll() {
            List<CompletableFuture<byte[]>> now = List.copyOf(waiting);
            waiting.clear();
            for (CompletableFuture<byte[]> reading : now) {
                int from = Math.toIntExact(asked.get(answered));
                reading.complete(Arrays.copyOfRange(content, from, from + lengths.get(answered)));
                answered++;
            }
        }
    }
}
