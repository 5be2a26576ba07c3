package dev.latchkey.file.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ContentStore} owes its callers. */
abstract class ContentStoreContract {

    abstract ContentStore store();

    /** Who reads what was stored: the same, or, each time, another replica that has read nothing yet. */
    ContentStore reader() {
        return store();
    }

    @Test
    void hashes_are_those_of_the_published_examples() throws IOException {
        Blob blob = store().store(bytes("abc"));

        assertThat(blob.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(blob.sha1()).isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
        assertThat(blob.md5()).isEqualTo("900150983cd24fb0d6963f7d28e17f72");
        assertThat(blob.size()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 131_072, 131_073, 3_000_000})
    void what_goes_in_comes_out(int size) throws Exception {
        byte[] content = random(size);

        Blob blob = store().store(new ByteArrayInputStream(content));

        assertThat(blob.size()).isEqualTo(size);
        assertThat(blob.sha256()).isEqualTo(sha256(content));
        ContentStore reader = reader();
        Path file = reader.fetch(blob.sha256());
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
        assertThat(reader.path(blob.sha256())).contains(file);
    }

    @Test
    void who_looks_for_a_small_blob_gets_its_file() throws Exception {
        Blob blob = store().store(bytes("look for me"));

        Whereabouts found = whereabouts(blob.sha256());

        assertThat(found)
                .isInstanceOfSatisfying(
                        Whereabouts.Here.class, here -> assertThat(here.file()).hasContent("look for me"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "../../../../etc/passwd",
                "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a/",
                "0000000000000000000000000000000000000000000000000000000000000000"
            })
    void what_was_never_stored_is_not_there(String name) throws IOException {
        store().store(bytes("abc"));

        assertAbsent(name);
    }

    @Test
    void equal_content_is_one_blob() throws IOException {
        Blob first = store().store(bytes("same"));
        Blob second = store().store(bytes("same"));

        assertThat(second).isEqualTo(first);
        ContentStore reader = reader();
        assertThat(reader.fetch(second.sha256())).isEqualTo(reader.fetch(first.sha256()));
    }

    @Test
    void equal_content_stored_at_the_same_time_is_one_whole_blob() throws Exception {
        byte[] content = random(500_000);
        List<Callable<Blob>> uploads = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            uploads.add(() -> store().store(new ByteArrayInputStream(content)));
        }

        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (Future<Blob> upload : threads.invokeAll(uploads)) {
                assertThat(upload.get().sha256()).isEqualTo(sha256(content));
            }
        }
        assertThat(Files.readAllBytes(reader().fetch(sha256(content)))).isEqualTo(content);
    }

    @Test
    void an_announced_length_is_read_exactly_and_the_rest_is_left_in_the_stream() throws IOException {
        InputStream stream = bytes("content|next");

        Blob blob = store().store(stream, 7);

        assertThat(Files.readString(reader().fetch(blob.sha256()))).isEqualTo("content");
        assertThat(stream.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("|next");
    }

    @Test
    void a_stream_that_ends_early_leaves_nothing() throws Exception {
        byte[] content = random(200_000);

        assertThatThrownBy(() -> store().store(new ByteArrayInputStream(content), 200_001))
                .isInstanceOf(UploadCut.class);

        assertAbsent(sha256(content));
    }

    @Test
    void a_failure_of_the_sender_comes_out_as_it_is_and_leaves_nothing() throws Exception {
        byte[] content = random(200_000);
        IOException failure = new IOException("reset by peer");
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw failure;
            }
        };

        assertThatThrownBy(() -> store().store(new SequenceInputStream(new ByteArrayInputStream(content), broken)))
                .isSameAs(failure);

        assertAbsent(sha256(content));
    }

    final Whereabouts whereabouts(String sha256) {
        return reader().find(sha256).toCompletableFuture().join();
    }

    final void assertAbsent(String sha256) {
        ContentStore reader = reader();
        assertThat(reader.path(sha256)).isEmpty();
        assertThat(reader.find(sha256).toCompletableFuture().join()).isEqualTo(new Whereabouts.Nowhere());
        assertThatThrownBy(() -> reader.fetch(sha256)).isInstanceOf(NoSuchFileException.class);
    }

    static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] random(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
