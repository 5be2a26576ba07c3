package dev.latchkey.file.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.file.cache.FileCache;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** Finished segments and, when all of an MP3 are there, the MP3 as one file, as long as the cache has room. */
final class Shelf {

    private static final Logger LOG = Logger.getLogger(Shelf.class);
    private static final int REMEMBERED = 1000;

    private final FileCache cache;
    private final Path work;
    private final Executor background;
    private final Set<String> joining = ConcurrentHashMap.newKeySet();
    private final Cache<String, Boolean> tried =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /**
     * @param work       for what is not finished, in the file system of the cache
     * @param background for what takes longer than to look
     */
    Shelf(FileCache cache, Path work, Executor background) {
        this.cache = cache;
        this.work = work;
        this.background = background;
    }

    /**
     * The whole MP3. Never waits. Where there are all segments but not the whole, as after a crash, it will be there some
     * time; but what was tried in vain is tried again only when a segment has been made anew.
     */
    Optional<Path> whole(Mp3 mp3) {
        Optional<Path> whole = cache.find(mp3.name());
        if (whole.isEmpty() && isComplete(mp3) && tried.asMap().putIfAbsent(mp3.name(), true) == null) {
            background.execute(() -> unite(mp3));
        }
        return whole;
    }

    /**
     * Where the bytes of a segment are.
     *
     * @param origin where it begins in there
     */
    record Kept(FileChannel bytes, long origin) {}

    /** A segment, from a file of its own or that of the whole. */
    Optional<Segment> segment(Mp3 mp3, int index) {
        return open(mp3, index)
                .map(kept ->
                        Segment.kept(kept.bytes(), kept.origin(), mp3.layout().length(index)));
    }

    /** The bytes of a segment, if they are kept; to be closed by the caller. */
    Optional<Kept> open(Mp3 mp3, int index) {
        // A segment's own file may go between being found and being opened, when all have become one: then that one is
        // there.
        return tryToOpen(mp3, index).or(() -> tryToOpen(mp3, index));
    }

    private Optional<Kept> tryToOpen(Mp3 mp3, int index) {
        try {
            Optional<Path> whole = cache.find(mp3.name());
            Optional<Path> file = whole.or(() -> cache.find(mp3.segmentName(index)));
            if (file.isEmpty()) {
                return Optional.empty();
            }
            long origin = whole.isPresent() ? mp3.layout().start(index) : 0;
            return Optional.of(new Kept(FileChannel.open(file.get(), StandardOpenOption.READ), origin));
        } catch (IOException _) {
            return Optional.empty(); // it has just been let go
        }
    }

    /** Takes over the file of a finished segment, if it is kept at all. */
    void put(Mp3 mp3, int index, Path file) {
        try {
            force(file);
            cache.put(mp3.segmentName(index), file);
        } catch (IOException e) {
            LOG.warnf("an MP3 of %s is not kept: %s", mp3.sha256(), e);
        }
        if (isComplete(mp3)) {
            unite(mp3);
        }
    }

    /** Whether all segments are there, and there is room for them twice. */
    private boolean isComplete(Mp3 mp3) {
        return mp3.layout().segments() > 1 && cache.fits(2 * mp3.length()) && cache.hasAll(mp3.segmentNames());
    }

    private void unite(Mp3 mp3) {
        if (!joining.add(mp3.name())) {
            return;
        }
        tried.put(mp3.name(), true);
        try {
            if (join(mp3)) {
                for (String name : mp3.segmentNames()) {
                    cache.remove(name);
                }
                tried.invalidate(mp3.name());
            }
        } catch (IOException e) {
            LOG.warnf("the segments of an MP3 of %s do not become one file: %s", mp3.sha256(), e);
        } finally {
            joining.remove(mp3.name());
        }
    }

    /** Makes one file of all segments, which then goes from the disk to the network without passing through here. */
    private boolean join(Mp3 mp3) throws IOException {
        Path whole = work.resolve(UUID.randomUUID() + ".mp3");
        try {
            if (copy(mp3, whole)) {
                cache.put(mp3.name(), whole);
            }
            return cache.find(mp3.name()).isPresent();
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** Until the cache has it, room for it is kept free there. */
    private boolean copy(Mp3 mp3, Path whole) throws IOException {
        if (!cache.reserve(mp3.length())) {
            return false;
        }
        try (FileChannel target = FileChannel.open(whole, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (String name : mp3.segmentNames()) {
                Optional<Path> part = cache.find(name);
                if (part.isEmpty()) {
                    return false;
                }
                append(part.get(), target);
            }
            target.force(false);
            return target.size() == mp3.length();
        } finally {
            cache.release(mp3.length());
        }
    }

    /** What gets its name is on the disk: a crash leaves no empty file under it. */
    private static void force(Path written) throws IOException {
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            channel.force(false);
        }
    }

    private static void append(Path part, FileChannel target) throws IOException {
        try (FileChannel bytes = FileChannel.open(part, StandardOpenOption.READ)) {
            long position = 0;
            while (position < bytes.size()) {
                position += bytes.transferTo(position, bytes.size() - position, target);
            }
        }
    }
}
