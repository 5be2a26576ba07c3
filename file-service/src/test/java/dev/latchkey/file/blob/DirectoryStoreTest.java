package dev.latchkey.file.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryStoreTest extends ManagedStoreContract {

    @TempDir
    Path directory;

    private DirectoryStore store;

    @BeforeEach
    void open() throws IOException {
        store = new DirectoryStore(directory, clock);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Override
    ManagedStore store() {
        return store;
    }

    @Test
    void a_blob_lies_in_two_levels_of_directories_and_nothing_temporary_stays() throws IOException {
        Blob blob = store.store(bytes("abc"));

        assertThat(store.path(blob.sha256()))
                .contains(directory.resolve("ba/78/" + blob.sha256()).toAbsolutePath());
        assertThat(filesBelow(directory.resolve("tmp"))).isZero();
    }

    @Test
    void a_blob_that_was_cut_on_the_disk_is_whole_again_when_equal_content_comes() throws IOException {
        Path file = store.path(store.store(bytes("abc")).sha256()).orElseThrow();
        Files.write(file, new byte[] {'a'});

        store.store(bytes("abc"));

        assertThat(file).hasContent("abc");
    }

    @Test
    void a_failed_upload_leaves_no_file_at_all() throws IOException {
        assertThatThrownBy(() -> store.store(bytes("abc"), 4)).isInstanceOf(UploadCut.class);

        assertThat(filesBelow(directory)).as("only the lock").isEqualTo(1);
    }

    @Test
    void a_half_written_blob_cannot_be_seen() throws Exception {
        byte[] content = random(400_000);
        CountDownLatch halfWay = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        InputStream slow = new ByteArrayInputStream(content) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                if (pos >= 200_000) {
                    halfWay.countDown();
                    await(goOn);
                }
                return super.read(into, offset, length);
            }
        };

        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Blob> upload = thread.submit(() -> store.store(slow));
            halfWay.await();
            assertThat(store.path(sha256(content))).isEmpty();
            assertThat(filesBelow(directory.resolve("tmp"))).isEqualTo(1);
            goOn.countDown();
            assertThat(upload.get().sha256()).isEqualTo(sha256(content));
        }
    }

    @Test
    void the_sweep_takes_abandoned_temporary_files_only() throws IOException {
        Path left = Files.writeString(directory.resolve("tmp/left.part"), "half a fi");

        clock.advance(ABANDONED.minusMinutes(1));
        assertThat(store.sweep(NOTHING_IS_NEEDED, GRACE, ABANDONED).leftovers()).isZero();
        clock.advance(Duration.ofMinutes(2));
        assertThat(store.sweep(NOTHING_IS_NEEDED, GRACE, ABANDONED).leftovers()).isEqualTo(1);

        assertThat(left).doesNotExist();
    }

    @Test
    void foreign_files_are_left_alone() throws IOException {
        Path foreign = Files.writeString(
                Files.createDirectories(directory.resolve("aa/bb")).resolve("README"), "mine");
        clock.advance(Duration.ofDays(365));

        store.sweep(NOTHING_IS_NEEDED, GRACE, ABANDONED);

        assertThat(foreign).exists();
    }

    private static long filesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
