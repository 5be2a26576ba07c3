package dev.latchkey.file.blob;

import dev.latchkey.file.cache.FileCache;
import dev.latchkey.file.cache.Leftovers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Blobs as objects of a bucket, with copies of those lately used on this replica's disk: from there they are sent,
 * probed and encoded like those of a directory.
 *
 * <p>Storing: the upload is written to a temporary file and hashed; it is noted in the ledger; what the bucket does not
 * hold is put there; and again it is noted and looked for. A name never gets other content, so it does no harm to put
 * the same twice. The temporary file becomes the copy.
 *
 * <p>Sweeping: what is older in the ledger than the grace time and has no row that refers to it is removed from the
 * bucket while the ledger holds up those who want to note it. So an upload of equal content either is noted before, and
 * the blob stays, or finds the blob gone and puts its own. Copies of blobs that the ledger does not know go, too.
 */
final class S3Store implements ManagedStore {

    private static final Logger LOG = Logger.getLogger(S3Store.class);
    private static final int PAGE = 500;
    private static final int REMOVED_AT_ONCE = 50;
    private static final int SMALL_AT_ONCE = 32;
    private static final int LARGE_AT_ONCE = 8;
    private static final int TRIES = 2;
    private static final long LARGEST_IN_ONE = 64 << 20;

    private final Bucket bucket;
    private final Ledger ledger;
    private final FileCache copies;
    private final Staging staging;
    private final long copyFirst;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore small = new Semaphore(SMALL_AT_ONCE, true);
    private final Semaphore large = new Semaphore(LARGE_AT_ONCE, true);
    private final Map<String, CompletableFuture<Whereabouts>> looking = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Path>> copying = new ConcurrentHashMap<>();

    /**
     * What this replica may keep on its disk.
     *
     * @param directory its own; what was on its way there when the last process ended is removed
     * @param copies    bytes of blobs that are in the bucket
     * @param staging   bytes on their way
     * @param copyFirst the size up to which a blob is brought here before it is sent
     */
    record Disk(Path directory, long copies, long staging, long copyFirst) {}

    S3Store(Bucket bucket, Ledger ledger, Disk disk, Clock clock) throws IOException {
        this.bucket = bucket;
        this.ledger = ledger;
        this.clock = clock;
        this.copyFirst = Math.min(disk.copyFirst(), LARGEST_IN_ONE);
        Path onTheirWay = disk.directory().resolve("staging").toAbsolutePath();
        this.staging = new Staging(onTheirWay, disk.staging());
        Leftovers.clear(onTheirWay);
        this.copies = new FileCache(disk.directory().resolve("copies").toAbsolutePath(), disk.copies(), clock);
    }

    @Override
    public Blob store(InputStream bytes) throws IOException {
        return keep(staging.receive(bytes));
    }

    @Override
    public Blob store(InputStream bytes, long expectedLength) throws IOException {
        return keep(staging.receive(bytes, expectedLength));
    }

    @Override
    public Optional<Path> path(String sha256) {
        return BlobNames.isName(sha256) ? copies.find(sha256) : Optional.empty();
    }

    @Override
    public CompletionStage<Whereabouts> find(String sha256) {
        Optional<Path> copy = path(sha256);
        if (copy.isPresent() || !BlobNames.isName(sha256)) {
            return CompletableFuture.completedStage(
                    copy.<Whereabouts>map(Whereabouts.Here::new).orElseGet(Whereabouts.Nowhere::new));
        }
        return shared(looking, sha256, () -> look(sha256));
    }

    @Override
    public Path fetch(String sha256) throws IOException {
        Optional<Path> copy = path(sha256);
        if (copy.isPresent()) {
            return copy.get();
        }
        if (!BlobNames.isName(sha256)) {
            throw new NoSuchFileException(sha256);
        }
        return await(shared(copying, sha256, () -> copyIfThereIsRoom(sha256)));
    }

    @Override
    public boolean isWritable() {
        return staging.isWritable();
    }

    @Override
    public boolean isReachable() {
        try {
            return await(CompletableFuture.supplyAsync(bucket::isThere, threads));
        } catch (IOException _) {
            return false;
        }
    }

    private Blob keep(Staging.Staged staged) {
        try (staged) {
            Blob blob = staged.blob();
            putIfAbsent(blob, staged.file());
            keepCopy(blob.sha256(), staged.file());
            return blob;
        } catch (IOException e) {
            throw Staging.failure(e);
        }
    }

    /** Ends with the blob noted first and seen after, however long putting it took. */
    private void putIfAbsent(Blob blob, Path file) throws IOException {
        for (int tries = 0; !isNotedAndThere(blob); tries++) {
            if (tries == TRIES) {
                throw new IOException("the object store does not show what was put there: " + blob.sha256());
            }
            bucket.put(blob.sha256(), file, blob.size());
        }
    }

    private boolean isNotedAndThere(Blob blob) throws IOException {
        ledger.stored(blob.sha256(), clock.instant());
        return bucket.size(blob.sha256()).equals(OptionalLong.of(blob.size()));
    }

    private void keepCopy(String sha256, Path file) {
        try {
            copies.put(sha256, file);
        } catch (IOException e) {
            LOG.warnf("no copy of %s is kept: %s", sha256, e.getMessage());
        }
    }

    private Whereabouts look(String sha256) throws IOException {
        OptionalLong found = bucket.size(sha256);
        if (found.isEmpty()) {
            return new Whereabouts.Nowhere();
        }
        long size = found.getAsLong();
        if (copies.fits(size)) {
            if (size <= copyFirst) {
                return new Whereabouts.Here(await(shared(copying, sha256, () -> copySmall(sha256, (int) size))));
            }
            shared(copying, sha256, () -> copyLarge(sha256)).whenComplete((_, failure) -> {
                if (failure != null) {
                    LOG.warnf("%s was not copied: %s", sha256, failure.getMessage());
                }
            });
        }
        return new Whereabouts.Elsewhere(new InBucket(sha256, size));
    }

    private Path copyIfThereIsRoom(String sha256) throws IOException {
        OptionalLong size = bucket.size(sha256);
        if (size.isEmpty()) {
            throw new NoSuchFileException(sha256);
        }
        if (!copies.fits(size.getAsLong())) {
            throw new IOException("%s has %d bytes: too many for a copy".formatted(sha256, size.getAsLong()));
        }
        return copyLarge(sha256);
    }

    /** In one answer of the store, whose time is bounded. */
    private Path copySmall(String sha256, int size) throws IOException {
        small.acquireUninterruptibly();
        try {
            return copy(sha256, new ByteArrayInputStream(bucket.read(sha256, 0, size)));
        } finally {
            small.release();
        }
    }

    private Path copyLarge(String sha256) throws IOException {
        large.acquireUninterruptibly();
        try (InputStream bytes = bucket.open(sha256)) {
            return copy(sha256, bytes);
        } finally {
            large.release();
        }
    }

    private Path copy(String sha256, InputStream bytes) throws IOException {
        try (Staging.Staged staged = staging.receive(bytes)) {
            if (!staged.blob().sha256().equals(sha256)) {
                throw new IOException("what the object store has for %s is damaged".formatted(sha256));
            }
            copies.put(sha256, staged.file());
            return path(sha256).orElseThrow(() -> new IOException("the copy of %s has gone".formatted(sha256)));
        }
    }

    @Override
    public Swept sweep(BlobReferences references, Duration grace, Duration abandonedAfter) throws IOException {
        Instant limit = clock.instant().minus(grace);
        int removed = 0;
        List<String> page = ledger.storedBefore(limit, "", PAGE);
        while (!page.isEmpty()) {
            removed += remove(List.copyOf(references.unreferenced(page)), limit);
            page = ledger.storedBefore(limit, page.getLast(), PAGE);
        }
        removeCopies();
        return new Swept(removed, bucket.abortUploads(clock.instant().minus(abandonedAfter)));
    }

    /** Few at once, since meanwhile those who upload equal content wait. */
    private int remove(List<String> unreferenced, Instant limit) throws IOException {
        int removed = 0;
        for (int start = 0; start < unreferenced.size(); start += REMOVED_AT_ONCE) {
            List<String> some = unreferenced.subList(start, Math.min(start + REMOVED_AT_ONCE, unreferenced.size()));
            removed += ledger.remove(some, limit, names -> {
                for (String name : names) {
                    bucket.delete(name);
                }
            });
        }
        return removed;
    }

    private void removeCopies() throws IOException {
        List<String> names = copies.names();
        for (int start = 0; start < names.size(); start += PAGE) {
            for (String name : ledger.unknown(names.subList(start, Math.min(start + PAGE, names.size())))) {
                copies.remove(name);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        bucket.close();
    }

    /** A blob in the bucket. */
    private final class InBucket implements RemoteBlob {

        private final String sha256;
        private final long size;

        InBucket(String sha256, long size) {
            this.sha256 = sha256;
            this.size = size;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public CompletionStage<byte[]> read(long position, int length) {
            CompletableFuture<byte[]> bytes = new CompletableFuture<>();
            threads.execute(() -> complete(bytes, () -> bucket.read(sha256, position, length)));
            return bytes;
        }
    }

    private interface Task<T> {
        T run() throws IOException;
    }

    /** Does it once for all who want it at the same time. */
    private <T> CompletableFuture<T> shared(Map<String, CompletableFuture<T>> running, String sha256, Task<T> task) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> present = running.putIfAbsent(sha256, mine);
        if (present != null) {
            return present;
        }
        mine.whenComplete((_, _) -> running.remove(sha256, mine));
        threads.execute(() -> complete(mine, task));
        return mine;
    }

    private static <T> void complete(CompletableFuture<T> future, Task<T> task) {
        try {
            future.complete(task.run());
        } catch (Throwable e) {
            // Whatever it is, those who wait shall not wait for ever.
            future.completeExceptionally(e);
        }
    }

    private static <T> T await(CompletableFuture<T> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the object store");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof NoSuchFileException) {
                throw new NoSuchFileException(cause.getMessage());
            }
            throw new IOException(cause == null ? e.getMessage() : cause.getMessage(), cause);
        }
    }
}
