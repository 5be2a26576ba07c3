package dev.latchkey.file.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Blobs as files {@code ab/cd/abcd…} below one directory, temporary files in {@code tmp} beside them.
 *
 * <p>Storing: the temporary file is written, hashed on the way, and forced to disk; under the blob's lock it is renamed
 * to its place, or, where that content is there already, thrown away and the blob's modification time set to now. Then
 * the directory is forced to disk.
 *
 * <p>Sweeping: a blob whose modification time is older than the grace time and that no row refers to is removed, under
 * the same lock and only if it is still that old there. So an upload of equal content either finds the blob and makes
 * it young before the sweep looks, or finds none and brings its own.
 */
final class DirectoryStore implements ManagedStore {

    private static final int BATCH = 500;
    private static final int BLOB_DEPTH = 3;

    private final Path root;
    private final Path tmp;
    private final Clock clock;
    private final Staging staging;
    private final BlobLocks locks;

    DirectoryStore(Path root, Clock clock) throws IOException {
        this.root = root.toAbsolutePath();
        this.tmp = this.root.resolve("tmp");
        this.clock = clock;
        this.staging = new Staging(tmp, Long.MAX_VALUE);
        this.locks = new BlobLocks(this.root.resolve("lock"));
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
        if (!BlobNames.isName(sha256)) {
            return Optional.empty();
        }
        Path file = place(sha256);
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    @Override
    public boolean isWritable() {
        return staging.isWritable();
    }

    private Blob keep(Staging.Staged staged) {
        try (staged) {
            keep(staged.file(), staged.blob().sha256());
            return staged.blob();
        }
    }

    private void keep(Path temporary, String sha256) {
        Path place = place(sha256);
        Path branch = branch(sha256);
        Path twig = twig(sha256);
        try (var _ = locks.lock(sha256)) {
            Files.createDirectories(twig);
            FileTime now = FileTime.from(clock.instant());
            // One of another length is damaged: its name says what it should hold.
            if (Files.isRegularFile(place) && Files.size(place) == Files.size(temporary)) {
                Files.setLastModifiedTime(place, now);
            } else {
                Files.setLastModifiedTime(temporary, now);
                Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
            }
            // Also where blob and directories were there already: whoever made them may not have come this far yet.
            forceDirectory(twig);
            forceDirectory(branch);
            forceDirectory(root);
        } catch (IOException e) {
            throw Staging.failure(e);
        }
    }

    @Override
    public Swept sweep(BlobReferences references, Duration grace, Duration abandonedAfter) throws IOException {
        int temporaryFiles = sweepTemporaryFiles(clock.instant().minus(abandonedAfter));
        BlobSearch search = new BlobSearch(references, clock.instant().minus(grace));
        Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), BLOB_DEPTH, search);
        search.sweepFound();
        return new Swept(search.removed, temporaryFiles);
    }

    /**
     * Walks over the blobs and sweeps those old enough, a batch at a time. What vanishes on the way did not need
     * sweeping.
     */
    private final class BlobSearch extends SimpleFileVisitor<Path> {

        private final BlobReferences references;
        private final Instant limit;
        private final List<String> found = new ArrayList<>();
        private int removed;

        BlobSearch(BlobReferences references, Instant limit) {
            this.references = references;
            this.limit = limit;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return directory.equals(tmp) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (isBlob(file) && attributes.lastModifiedTime().toInstant().isBefore(limit)) {
                found.add(file.toFile().getName());
            }
            if (found.size() == BATCH) {
                sweepFound();
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        void sweepFound() throws IOException {
            if (!found.isEmpty()) {
                removed += sweepBlobs(found, references, limit);
                found.clear();
            }
        }
    }

    private int sweepBlobs(List<String> candidates, BlobReferences references, Instant limit) throws IOException {
        int removed = 0;
        for (String sha256 : references.unreferenced(List.copyOf(candidates))) {
            Path place = place(sha256);
            try (var _ = locks.lock(sha256)) {
                if (isOlder(place, limit) && Files.deleteIfExists(place)) {
                    removed++;
                }
            }
        }
        return removed;
    }

    private int sweepTemporaryFiles(Instant limit) throws IOException {
        int removed = 0;
        try (Stream<Path> files = Files.list(tmp)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (isOlder(file, limit) && Files.deleteIfExists(file)) {
                    removed++;
                }
            }
        }
        return removed;
    }

    @Override
    public void close() throws IOException {
        locks.close();
    }

    private boolean isBlob(Path file) {
        String name = file.toFile().getName();
        return BlobNames.isName(name) && file.equals(place(name));
    }

    private static boolean isOlder(Path file, Instant limit) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(limit);
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private Path branch(String sha256) {
        return root.resolve(sha256.substring(0, 2));
    }

    private Path twig(String sha256) {
        return branch(sha256).resolve(sha256.substring(2, 4));
    }

    private Path place(String sha256) {
        return root.resolve(BlobNames.place(sha256));
    }

    private static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
