package dev.latchkey.file.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.blob.Blob;
import dev.latchkey.file.blob.ContentStore;
import dev.latchkey.file.blob.InMemoryStore;
import dev.latchkey.protocol.testing.MutableClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecentBlobsTest {

    private static final int MEMORY = 1000;
    private static final int LARGEST = 400;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T02:00:00Z"));

    @TempDir
    Path folder;

    private ContentStore store;
    private RecentBlobs blobs;

    @BeforeEach
    void begin() {
        store = new InMemoryStore(folder);
        blobs = new RecentBlobs(store, clock, MEMORY, LARGEST);
    }

    @Test
    void a_small_blob_is_kept_and_a_larger_one_is_a_file() throws IOException {
        byte[] small = content(LARGEST, 1);
        Blob kept = store(small);
        Blob file = store(content(LARGEST + 1, 2));

        assertThat(blobs.find(kept.sha256(), LARGEST).orElseThrow().bytes()).contains(small);
        assertThat(blobs.find(file.sha256(), LARGEST + 1).orElseThrow().bytes()).isEmpty();
        assertThat(blobs.bytes()).isEqualTo(LARGEST);
        assertThat(blobs.find(file.sha256(), LARGEST + 1).orElseThrow().file()).hasSize(LARGEST + 1);
    }

    @Test
    void what_has_vanished_is_noticed_when_a_second_has_passed() throws IOException {
        Blob blob = store(content(10, 1));
        Path file = blobs.find(blob.sha256(), 10).orElseThrow().file();
        Files.delete(file);

        clock.advance(Duration.ofMillis(999));
        assertThat(blobs.find(blob.sha256(), 10)).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(blobs.find(blob.sha256(), 10)).isEmpty();
        assertThat(blobs.bytes()).isZero();
    }

    @Test
    void a_file_that_became_shorter_is_gone_too() throws IOException {
        Blob blob = store(content(500, 1));
        Path file = blobs.find(blob.sha256(), 500).orElseThrow().file();
        Files.write(file, content(499, 1));

        clock.advance(Duration.ofSeconds(1));
        assertThat(blobs.find(blob.sha256(), 500)).isEmpty();
    }

    @Test
    void a_blob_that_is_there_stays_known() throws IOException {
        byte[] content = content(10, 1);
        Blob blob = store(content);
        blobs.find(blob.sha256(), 10);

        clock.advance(Duration.ofSeconds(5));
        assertThat(blobs.find(blob.sha256(), 10).orElseThrow().bytes()).contains(content);
        clock.set(clock.instant().minusSeconds(60));
        assertThat(blobs.find(blob.sha256(), 10)).as("the clock was set back").isPresent();
    }

    @Test
    void another_length_than_was_signed_is_not_found_whether_known_or_not() throws IOException {
        Blob blob = store(content(10, 1));

        assertThat(blobs.find(blob.sha256(), 11)).isEmpty();
        assertThat(blobs.find(blob.sha256(), 10)).isPresent();
        assertThat(blobs.find(blob.sha256(), 11)).isEmpty();
        assertThat(blobs.find(blob.sha256(), 10)).isPresent();
        assertThat(blobs.find("0".repeat(64), 10)).isEmpty();
    }

    @Test
    void memory_is_bounded_and_what_was_not_asked_for_longest_goes_first() throws IOException {
        Blob first = store(content(400, 1));
        Blob second = store(content(400, 2));
        Blob third = store(content(400, 3));
        Path firstFile = blobs.find(first.sha256(), 400).orElseThrow().file();
        Path secondFile = blobs.find(second.sha256(), 400).orElseThrow().file();
        blobs.find(first.sha256(), 400);
        blobs.find(third.sha256(), 400);
        Files.delete(firstFile);
        Files.delete(secondFile);

        assertThat(blobs.bytes()).isEqualTo(800);
        assertThat(blobs.find(first.sha256(), 400)).isPresent();
        assertThat(firstFile).as("came from memory").doesNotExist();
        blobs.find(second.sha256(), 400);
        assertThat(secondFile).as("had to be fetched again").exists();
    }

    @Test
    void without_memory_nothing_is_kept() throws IOException {
        RecentBlobs none = new RecentBlobs(store, clock, 0, LARGEST);
        Blob blob = store(content(10, 1));

        assertThat(none.find(blob.sha256(), 10).orElseThrow().bytes()).isEmpty();
        assertThat(none.bytes()).isZero();
    }

    private Blob store(byte[] content) throws IOException {
        return store.store(new ByteArrayInputStream(content));
    }

    private static byte[] content(int size, int of) {
        byte[] content = new byte[size];
        Arrays.fill(content, (byte) of);
        return content;
    }
}
