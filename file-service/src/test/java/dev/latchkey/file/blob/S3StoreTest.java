package dev.latchkey.file.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Against a real object store. Every reader is a replica of its own, with an empty disk. */
@Timeout(120)
final class S3StoreTest extends ManagedStoreContract {

    private static final int SMALLEST_PART = 5 << 20;
    private static final long ROOM = 64 << 20;

    private static ObjectStore server;

    @TempDir
    Path directory;

    private final Ledger ledger = new InMemoryLedger();
    private final List<S3Store> opened = new ArrayList<>();
    private S3Config config;
    private S3Store store;

    @BeforeAll
    static void start() {
        server = new ObjectStore();
        server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() throws IOException {
        config = server.bucket("b" + UUID.randomUUID());
        store = replica(config, ROOM, ROOM);
    }

    @AfterEach
    void close() {
        opened.forEach(S3Store::close);
    }

    @Override
    ManagedStore store() {
        return store;
    }

    @Override
    S3Store reader() {
        try {
            return replica(config, ROOM, ROOM);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    int rounds() {
        return 20;
    }

    @Test
    void who_stored_a_blob_has_a_copy_and_nothing_temporary_stays() throws IOException {
        Blob blob = store.store(bytes("mine"));

        assertThat(store.path(blob.sha256()))
                .hasValueSatisfying(file -> assertThat(file).hasContent("mine"));
        assertThat(staged()).isEmpty();
    }

    @Test
    void a_large_blob_arrives_in_parts_and_whole() throws IOException {
        byte[] content = random(2 * SMALLEST_PART + 1_234_567);

        Blob blob = store.store(new ByteArrayInputStream(content));

        assertThat(Files.readAllBytes(reader().fetch(blob.sha256()))).isEqualTo(content);
        assertThat(unfinishedUploads()).isEmpty();
    }

    @Test
    void a_large_blob_can_be_read_anywhere_before_it_is_here_and_comes_here_meanwhile() throws Exception {
        byte[] content = random(3_000_000);
        Blob blob = store.store(new ByteArrayInputStream(content));
        S3Store reader = reader();

        Whereabouts found = reader.find(blob.sha256()).toCompletableFuture().join();

        assertThat(found).isInstanceOfSatisfying(Whereabouts.Elsewhere.class, elsewhere -> {
            assertThat(elsewhere.blob().size()).isEqualTo(3_000_000);
            assertThat(read(elsewhere, 2_000_000, 70_000)).isEqualTo(Arrays.copyOfRange(content, 2_000_000, 2_070_000));
            assertThat(read(elsewhere, 2_999_999, 1)).isEqualTo(Arrays.copyOfRange(content, 2_999_999, 3_000_000));
        });
        assertThat(Files.readAllBytes(reader.fetch(blob.sha256()))).isEqualTo(content);
        assertThat(reader.find(blob.sha256()).toCompletableFuture().join()).isInstanceOf(Whereabouts.Here.class);
    }

    @Test
    void those_who_want_the_same_at_the_same_time_share_one_answer() throws IOException {
        Blob blob = store.store(bytes("wanted by all"));
        S3Store reader = reader();

        CompletableFuture<Whereabouts> one = reader.find(blob.sha256()).toCompletableFuture();
        CompletableFuture<Whereabouts> other = reader.find(blob.sha256()).toCompletableFuture();

        assertThat(one.join()).isEqualTo(other.join()).isInstanceOf(Whereabouts.Here.class);
    }

    @Test
    void what_does_not_fit_on_the_disk_is_read_from_the_store_only() throws IOException {
        byte[] content = random(300_000);
        Blob blob = store.store(new ByteArrayInputStream(content));
        S3Store reader = replica(config, 200_000, ROOM);

        Whereabouts found = reader.find(blob.sha256()).toCompletableFuture().join();

        assertThat(found)
                .isInstanceOfSatisfying(
                        Whereabouts.Elsewhere.class,
                        elsewhere -> assertThat(read(elsewhere, 0, 300_000)).isEqualTo(content));
        assertThatThrownBy(() -> reader.fetch(blob.sha256())).hasMessageContaining("too many for a copy");
        assertThat(reader.path(blob.sha256())).isEmpty();
    }

    @Test
    void copies_are_found_again_after_a_restart_and_what_was_on_its_way_is_not() throws IOException {
        Blob blob = store.store(bytes("stays"));
        Path left = Files.writeString(directory.resolve("0/staging/left.part"), "half a fi");

        S3Store restarted = opened(config, directory.resolve("0"), ROOM, ROOM);

        assertThat(restarted.path(blob.sha256())).isPresent();
        assertThat(left).doesNotExist();
    }

    @Test
    void the_copies_of_a_swept_blob_go_with_each_replica_s_next_sweep() throws IOException {
        Blob blob = store.store(bytes("deleted by its owner"));
        S3Store reader = reader();
        reader.fetch(blob.sha256());
        clock.advance(GRACE.plusSeconds(1));

        store.sweep(NOTHING_IS_NEEDED, GRACE, ABANDONED);
        assertThat(store.path(blob.sha256())).isEmpty();
        assertThat(reader.path(blob.sha256())).isPresent();
        reader.sweep(NOTHING_IS_NEEDED, GRACE, ABANDONED);
        assertThat(reader.path(blob.sha256())).isEmpty();
    }

    @Test
    void an_upload_in_parts_that_a_crash_cut_off_is_given_up_once_it_is_old() throws IOException {
        try (S3Client client = Buckets.client(config)) {
            client.createMultipartUpload(create -> create.bucket(name()).key("ab/cd/left"));
        }
        clock.set(Instant.now());

        assertThat(store.sweep(NOTHING_IS_NEEDED, GRACE, ABANDONED).leftovers()).isZero();
        assertThat(unfinishedUploads()).hasSize(1);
        clock.advance(ABANDONED.plusMinutes(1));
        assertThat(store.sweep(NOTHING_IS_NEEDED, GRACE, ABANDONED).leftovers()).isEqualTo(1);
        assertThat(unfinishedUploads()).isEmpty();
    }

    @Test
    void what_is_damaged_in_the_store_is_not_handed_out_as_a_copy() throws IOException {
        Blob blob = store.store(bytes("as it was"));
        try (S3Client client = Buckets.client(config)) {
            client.putObject(
                    put -> put.bucket(name()).key(BlobNames.place(blob.sha256())), RequestBody.fromString("as it is!"));
        }
        S3Store reader = reader();

        assertThatThrownBy(() -> reader.fetch(blob.sha256())).hasMessageContaining("damaged");
        assertThatThrownBy(
                        () -> reader.find(blob.sha256()).toCompletableFuture().join())
                .hasMessageContaining("damaged");
        assertThat(reader.path(blob.sha256())).isEmpty();
    }

    @Test
    void storing_content_whose_object_was_lost_puts_it_again() throws IOException {
        Blob blob = store.store(bytes("lost"));
        try (S3Client client = Buckets.client(config)) {
            client.deleteObject(delete -> delete.bucket(name()).key(BlobNames.place(blob.sha256())));
        }
        assertAbsent(blob.sha256());

        store.store(bytes("lost"));

        assertThat(reader().fetch(blob.sha256())).hasContent("lost");
    }

    @Test
    void more_than_there_is_room_for_on_the_way_fails_alone_and_gives_the_room_back() throws IOException {
        S3Store narrow = replica(config, ROOM, 200_000);

        assertThatThrownBy(() -> narrow.store(new ByteArrayInputStream(random(200_001))))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.UPLOAD_FAILED));

        assertAbsent(sha256Of(200_001));
        assertThat(narrow.store(new ByteArrayInputStream(random(200_000))).size())
                .isEqualTo(200_000);
    }

    @Test
    void a_store_that_is_away_fails_everything_but_what_is_here() throws IOException {
        Blob blob = store.store(bytes("here"));
        Path disk = directory.resolve("0");
        S3Store cutOff = opened(ObjectStore.at(closedPort()), disk, ROOM, ROOM);

        assertThat(cutOff.path(blob.sha256())).isPresent();
        assertFailsEverything(cutOff);
    }

    @Test
    @Timeout(30)
    void a_store_that_never_answers_is_not_waited_for() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertFailsEverything(replica(ObjectStore.at(mute.getLocalPort()), ROOM, ROOM));
        }
    }

    private static void assertFailsEverything(S3Store store) {
        String elsewhere = "e".repeat(64);
        assertThat(store.isReachable()).isFalse();
        assertThat(store.isWritable()).isTrue();
        assertThatThrownBy(() -> store.find(elsewhere).toCompletableFuture().join())
                .hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.fetch(elsewhere)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> onAVirtualThread(() -> store.store(bytes("never kept"))))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.UPLOAD_FAILED));
    }

    private interface Storing {
        Blob run() throws IOException;
    }

    /** As uploads are: waits for the network end there. */
    private static void onAVirtualThread(Storing storing) throws Throwable {
        CompletableFuture<Blob> done = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                done.complete(storing.run());
            } catch (IOException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        try {
            done.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private S3Store replica(S3Config settings, long copies, long staging) throws IOException {
        return opened(settings, directory.resolve(Integer.toString(opened.size())), copies, staging);
    }

    private S3Store opened(S3Config settings, Path disk, long copies, long staging) throws IOException {
        Bucket bucket = new Bucket(
                Buckets.client(settings), settings.bucket().orElseThrow(), settings.patience(), SMALLEST_PART);
        S3Store opening = new S3Store(bucket, ledger, new S3Store.Disk(disk, copies, staging, 1 << 20), clock);
        opened.add(opening);
        return opening;
    }

    private String name() {
        return config.bucket().orElseThrow();
    }

    private List<String> unfinishedUploads() {
        try (S3Client client = Buckets.client(config)) {
            return client.listMultipartUploads(list -> list.bucket(name())).uploads().stream()
                    .map(upload -> upload.key())
                    .toList();
        }
    }

    private List<Path> staged() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("0/staging"))) {
            return files.toList();
        }
    }

    private static byte[] read(Whereabouts.Elsewhere elsewhere, long position, int length) {
        return elsewhere.blob().read(position, length).toCompletableFuture().join();
    }

    private static String sha256Of(int size) {
        try {
            return sha256(random(size));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
