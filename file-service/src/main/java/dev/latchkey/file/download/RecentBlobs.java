package dev.latchkey.file.download;

import dev.latchkey.file.blob.ContentStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The blobs that were served lately: of small ones the bytes, of others that they are there. A blob never changes but
 * may vanish, so what is known of it is held against the disk again when it is a second old. Whoever was not asked for
 * longest gives way.
 */
@Singleton
final class RecentBlobs {

    private static final long LOOK_EVERY_MILLIS = 1_000;

    private static final int MOST_ENTRIES = 10_000;

    private final ContentStore store;
    private final Clock clock;
    private final long memory;
    private final long largest;
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long used;

    /**
     * A blob that is there.
     *
     * @param file  holds it
     * @param bytes all of it, if it is small; not to be written to
     */
    record Found(Path file, Optional<byte[]> bytes) {}

    /** @param lookedAt when it was on the disk, in milliseconds since 1970 */
    private record Entry(Found found, long size, long lookedAt) {

        long kept() {
            return found.bytes().isPresent() ? size : 0;
        }
    }

    @Inject
    RecentBlobs(ContentStore store, ContentConfig config, Clock clock) {
        this(store, clock, config.memory().asLongValue(), config.memoryLargest().asLongValue());
    }

    /**
     * @param memory  how many bytes may be kept
     * @param largest how many of one blob
     */
    RecentBlobs(ContentStore store, Clock clock, long memory, long largest) {
        this.store = store;
        this.clock = clock;
        this.memory = memory;
        this.largest = Math.min(memory, Math.min(largest, Integer.MAX_VALUE - 8));
    }

    /** The blob; empty if it is not there, or not as long. Reads from the disk only what it does not know. */
    Optional<Found> find(String sha256, long size) {
        long now = clock.millis();
        Optional<Entry> known = known(sha256).filter(entry -> entry.size == size);
        if (known.isPresent() && isRecent(known.get(), now)) {
            return Optional.of(known.get().found);
        }
        Optional<Found> found = known.isPresent()
                ? again(sha256, known.get())
                : store.path(sha256).flatMap(file -> read(file, size));
        if (found.isPresent()) {
            keep(sha256, new Entry(found.get(), size, now));
        } else {
            forget(sha256);
        }
        return found;
    }

    /** How much memory the bytes of blobs take now. */
    synchronized long bytes() {
        return used;
    }

    private synchronized Optional<Entry> known(String sha256) {
        return Optional.ofNullable(entries.get(sha256));
    }

    private static boolean isRecent(Entry entry, long now) {
        long age = now - entry.lookedAt;
        return age >= 0 && age < LOOK_EVERY_MILLIS;
    }

    /** Asks the store, too, and not only the disk: it lets go of those copies first that nobody has asked for. */
    private Optional<Found> again(String sha256, Entry entry) {
        try {
            return Files.size(entry.found.file()) == entry.size
                            && store.path(sha256).isPresent()
                    ? Optional.of(entry.found)
                    : Optional.empty();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private Optional<Found> read(Path file, long size) {
        try {
            if (Files.size(file) != size) {
                return Optional.empty();
            }
            if (size > largest) {
                return Optional.of(new Found(file, Optional.empty()));
            }
            byte[] bytes = Files.readAllBytes(file);
            return bytes.length == size ? Optional.of(new Found(file, Optional.of(bytes))) : Optional.empty();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private synchronized void keep(String sha256, Entry entry) {
        forget(sha256);
        entries.put(sha256, entry);
        used += entry.kept();
        Iterator<Entry> eldest = entries.values().iterator();
        while (used > memory || entries.size() > MOST_ENTRIES) {
            used -= eldest.next().kept();
            eldest.remove();
        }
    }

    /** The blob is to be looked for anew, however lately that was done. */
    synchronized void forget(String sha256) {
        Entry entry = entries.remove(sha256);
        if (entry != null) {
            used -= entry.kept();
        }
    }
}
