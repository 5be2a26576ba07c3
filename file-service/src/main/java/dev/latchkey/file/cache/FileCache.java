package dev.latchkey.file.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What could be made or fetched again, as plain files in one directory, as many as fit; the least recently used go
 * first. A file is there as a whole or not at all. Use is remembered in the files' modification times, so a restart
 * knows it too. A file that is being sent while it goes is sent to its end.
 */
public final class FileCache {

    private static final Duration TOUCH_EVERY = Duration.ofMinutes(10);

    private final Path directory;
    private final long capacity;
    private final Clock clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;
    private long reserved;

    private record Entry(long size, Instant touched) {}

    /** @param capacity how many bytes may stay; a single file larger than that is not kept */
    public FileCache(Path directory, long capacity, Clock clock) throws IOException {
        this.directory = directory;
        this.capacity = capacity;
        this.clock = clock;
        Files.createDirectories(directory);
        load();
    }

    /** The file of that name, if it is kept. Costs one look at the file. */
    public Optional<Path> find(String name) {
        Path file = directory.resolve(name);
        synchronized (this) {
            Entry entry = entries.get(name);
            if (entry == null) {
                return Optional.empty();
            }
            if (!Files.isRegularFile(file)) {
                forget(name);
                return Optional.empty();
            }
            touch(file, entry);
        }
        return Optional.of(file);
    }

    /** Whether all of these are kept; does not count as use. */
    public synchronized boolean hasAll(Collection<String> names) {
        return entries.keySet().containsAll(names);
    }

    /** What is kept; does not count as use. */
    public synchronized List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /** Whether a file of that size would be kept at all. */
    public boolean fits(long size) {
        return size <= capacity;
    }

    /** Takes over a finished file; whether it is kept depends on its size, and on the room that is left. */
    public void put(String name, Path finished) throws IOException {
        long size = Files.size(finished);
        synchronized (this) {
            if (!hasRoom(size)) {
                Files.deleteIfExists(finished);
                return;
            }
            forget(name);
            makeRoom(size);
            Files.move(finished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            entries.put(name, new Entry(size, clock.instant()));
            bytes += size;
        }
    }

    /**
     * Keeps room free for files that are elsewhere, at the cost of those kept longest; until it is {@linkplain #release given
     * back}.
     *
     * @return whether there is so much
     */
    public synchronized boolean reserve(long wanted) throws IOException {
        if (!hasRoom(wanted)) {
            return false;
        }
        makeRoom(wanted);
        reserved += wanted;
        return true;
    }

    /**
     * The same, after waiting until others have given back enough.
     *
     * @return whether there was so much in time
     */
    public synchronized boolean reserve(long wanted, Duration patience) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long left = patience.toMillis();
        while (!hasRoom(wanted) && fits(wanted) && left > 0) {
            wait(left);
            left = patience.minusNanos(System.nanoTime() - start).toMillis();
        }
        return reserve(wanted);
    }

    private boolean hasRoom(long wanted) {
        return reserved + wanted <= capacity;
    }

    /** Gives room back that was {@linkplain #reserve reserved}. */
    public synchronized void release(long room) {
        reserved -= room;
        notifyAll();
    }

    /** Lets a file go before its time. */
    public synchronized void remove(String name) throws IOException {
        forget(name);
        Files.deleteIfExists(directory.resolve(name));
    }

    /** How many bytes are kept. */
    public synchronized long bytes() {
        return bytes;
    }

    private void load() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> kept = files.filter(Files::isRegularFile).toList();
            record Found(String name, Entry entry) {}
            kept.stream()
                    .map(file -> new Found(file.toFile().getName(), entry(file)))
                    .sorted(Comparator.comparing(found -> found.entry().touched()))
                    .forEach(found -> {
                        entries.put(found.name(), found.entry());
                        bytes += found.entry().size();
                    });
        }
        makeRoom(0);
    }

    private static Entry entry(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Entry(attributes.size(), attributes.lastModifiedTime().toInstant());
        } catch (IOException _) {
            return new Entry(0, Instant.EPOCH);
        }
    }

    private synchronized void makeRoom(long wanted) throws IOException {
        Iterator<Map.Entry<String, Entry>> oldest = entries.entrySet().iterator();
        while (bytes + reserved + wanted > capacity && oldest.hasNext()) {
            Map.Entry<String, Entry> victim = oldest.next();
            Files.deleteIfExists(directory.resolve(victim.getKey()));
            bytes -= victim.getValue().size();
            oldest.remove();
        }
    }

    private synchronized void touch(Path file, Entry entry) {
        Instant now = clock.instant();
        if (now.isBefore(entry.touched().plus(TOUCH_EVERY))) {
            return;
        }
        try {
            Files.setLastModifiedTime(file, FileTime.from(now));
            entries.put(file.toFile().getName(), new Entry(entry.size(), now));
        } catch (IOException _) {
            // only the order after a restart suffers
        }
    }

    private synchronized void forget(String name) {
        Entry entry = entries.remove(name);
        if (entry != null) {
            bytes -= entry.size();
        }
    }
}
