package dev.latchkey.file.media;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The MP3s of blobs. How long one is, and where in it what lies, is known before any of it is made; the bytes are made
 * segment by segment when first asked for. One encoder serves everybody who wants the same segment; what it made is kept
 * in a cache of bounded size, and when all segments are there they become one file like any other.
 *
 * <p>Every running encoder has a platform thread of its own, and there are only as many as the pool lets in or wait for
 * it: reading a pipe would hold up the few carriers of virtual threads.
 */
public final class AudioVariants implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AudioVariants.class);
    private static final int BUFFER = 64 * 1024;
    private static final int EAGER = 32 * 1024;
    private static final int SMALL = 8 * 1024;
    private static final int LARGE = 24 * 1024;
    private static final long SHORTEST_REST_MILLIS = 5;
    private static final long LONGEST_REST_MILLIS = 80;
    private static final int SYNC = 0xE0;

    private final MeasuredSounds sounds;
    private final Encoder encoder;
    private final Spools spools;
    private final TranscodePool pool;
    private final AudioCache cache;
    private final MediaMetrics metrics;
    private final Path work;
    private final Limits limits;
    private final String definition;
    private final ScheduledExecutorService alarm;
    private final Map<String, Segment> running = new HashMap<>();

    /**
     * Bounds of a segment and its making.
     *
     * @param patience how long somebody waits for a turn who has not got a byte yet
     * @param time     how long it may take, by the clock on the wall
     * @param blocks   how many make a segment
     */
    record Limits(Duration patience, Duration time, int blocks) {}

    /**
     * Who wants a segment.
     *
     * @param client  on whose account it goes
     * @param patient whether it is better to wait long than to be refused
     */
    record Request(String client, boolean patient) {}

    /** @param encoderName changes when the encoder makes other bytes of the same sound */
    AudioVariants(
            MeasuredSounds sounds,
            Encoder encoder,
            String encoderName,
            Spools spools,
            TranscodePool pool,
            AudioCache cache,
            MediaMetrics metrics,
            Path work,
            Limits limits,
            ScheduledExecutorService alarm)
            throws IOException {
        this.sounds = sounds;
        this.encoder = encoder;
        this.spools = spools;
        this.pool = pool;
        this.cache = cache;
        this.metrics = metrics;
        this.work = work;
        this.limits = limits;
        this.definition = Mp3Layout.VERSION + encoderName;
        this.alarm = alarm;
        clear(work);
    }

    /** The MP3 if all is known that decides how it looks; empty otherwise. Never waits; fit for an event loop. */
    public Optional<Mp3> known(String sha256, Path source, int askedKilobits) {
        return sounds.known(sha256)
                .filter(sound -> !sound.isMissing())
                .map(sound -> mp3(sha256, source, askedKilobits, sound));
    }

    /**
     * The MP3, after its source was looked at if need be. Fails with an {@link ApiException}: 2044 if there is no sound,
     * 5002 if that cannot be found out in time. Never waits.
     */
    public CompletionStage<Mp3> find(String sha256, Path source, int askedKilobits) {
        return sounds.find(sha256, source).thenApply(sound -> {
            ApiError.NOT_PLAYABLE.when(sound.isMissing());
            return mp3(sha256, source, askedKilobits, sound);
        });
    }

    /** The whole MP3, if it is kept. Never waits. */
    public Optional<Path> finished(Mp3 mp3) {
        Optional<Path> file = cache.find(mp3.name());
        if (file.isPresent()) {
            metrics.cacheHit();
        }
        return file;
    }

    /**
     * Begins to listen; nothing is made before something is read.
     *
     * @param client on whose account it goes
     * @param end    position at which it will stop
     * @param news   called from any thread whenever there may be more to read; must not block
     */
    public Listening listen(Mp3 mp3, String client, long end, Runnable news) {
        spools.hold(mp3);
        return new Listening(this, mp3, client, end, news);
    }

    /** Stops everything that runs. */
    @Override
    public void close() {
        alarm.shutdownNow();
        sounds.close();
        List<Segment> left;
        synchronized (running) {
            left = List.copyOf(running.values());
        }
        left.forEach(Segment::stop);
    }

    void left(Mp3 mp3) {
        spools.release(mp3);
    }

    boolean hasRoom() {
        return pool.hasRoom();
    }

    /** The segment from the cache, or the one that is being made, or a new one. Never waits. */
    Segment join(Mp3 mp3, int index, Request request, Runnable listener) {
        Optional<Segment> kept = kept(mp3, index);
        if (kept.isPresent() && kept.get().join(listener)) {
            metrics.cacheHit();
            return kept.get();
        }
        String name = mp3.segmentName(index);
        synchronized (running) {
            Segment present = running.get(name);
            if (present != null && present.join(listener)) {
                metrics.joined();
                return present;
            }
            Production production = new Production(mp3, index, request);
            production.segment.join(listener);
            running.put(name, production.segment);
            production.thread.start();
            return production.segment;
        }
    }

    private Mp3 mp3(String sha256, Path source, int askedKilobits, Sound sound) {
        Mp3Layout layout = Mp3Layout.of(sound, askedKilobits, limits.blocks());
        return new Mp3(sha256, source, sound, layout, definition);
    }

    private Optional<Segment> kept(Mp3 mp3, int index) {
        try {
            Optional<Path> whole = cache.find(mp3.name());
            Optional<Path> file = whole.or(() -> cache.find(mp3.segmentName(index)));
            if (file.isEmpty()) {
                return Optional.empty();
            }
            long origin = whole.isPresent() ? mp3.layout().start(index) : 0;
            FileChannel channel = FileChannel.open(file.get(), StandardOpenOption.READ);
            return Optional.of(Segment.kept(channel, origin, mp3.layout().length(index)));
        } catch (IOException _) {
            return Optional.empty(); // it has just been let go
        }
    }

    private static void clear(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The making of one segment, from the first listener to the end. */
    private final class Production {

        private final Mp3 mp3;
        private final int index;
        private final Request request;
        private final long length;
        private final Path file = work.resolve(UUID.randomUUID() + ".mp3");
        private final Segment segment = new Segment(this::stop);
        private final Thread thread =
                Thread.ofPlatform().daemon().name("transcode").unstarted(this::run);
        private volatile Encoder.@Nullable Encoding encoding;
        private volatile boolean late;

        Production(Mp3 mp3, int index, Request request) {
            this.mp3 = mp3;
            this.index = index;
            this.request = request;
            this.length = mp3.layout().length(index);
        }

        /** Nobody wants it any more. */
        private void stop() {
            thread.interrupt();
            Encoder.Encoding current = encoding;
            if (current != null) {
                current.close();
            }
        }

        private void runLate() {
            late = true;
            stop();
        }

        private void run() {
            // What ends in any other way than by itself has failed, an Error too: nobody may take a part for the whole.
            Optional<ApiError> failure = Optional.of(ApiError.INTERNAL_ERROR);
            try {
                failure = make();
            } finally {
                failure.ifPresent(segment::failed);
                if (failure.isEmpty()) {
                    keep();
                }
                tidy();
            }
        }

        private Optional<ApiError> make() {
            try {
                if (!isMade()) {
                    metrics.cacheMiss();
                    pool.acquire(request.client(), request.patient() ? limits.time() : limits.patience());
                    encodeInTime();
                }
                return Optional.empty();
            } catch (ApiException e) {
                return Optional.of(e.error());
            } catch (IOException | RuntimeException | InterruptedException e) {
                if (segment.isAbandoned()) {
                    metrics.abandoned();
                } else {
                    LOG.warnf("no MP3 of %s: %s", mp3.sha256(), late ? "it takes too long" : e.toString());
                }
                return Optional.of(late ? ApiError.NOT_PLAYABLE : ApiError.READ_FAILED);
            }
        }

        private boolean isMade() throws IOException {
            Optional<Path> made = cache.find(mp3.segmentName(index));
            if (made.isEmpty()) {
                return false;
            }
            segment.open(FileChannel.open(made.get(), StandardOpenOption.READ));
            segment.finished(length);
            return true;
        }

        private void encodeInTime() throws IOException, InterruptedException {
            try {
                ScheduledFuture<?> bell =
                        alarm.schedule(this::runLate, limits.time().toMillis(), TimeUnit.MILLISECONDS);
                try {
                    encode();
                } finally {
                    bell.cancel(false);
                }
            } finally {
                pool.release();
            }
        }

        private void encode() throws IOException, InterruptedException {
            Mp3Layout.Slice slice = mp3.layout().slice(index);
            Encoder.Source source = spools.source(mp3, slice.end());
            long start = System.nanoTime();
            try (Encoder.Encoding current = encoder.start(source, mp3.layout().format(), slice)) {
                encoding = current;
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                receive(current, slice.leadIn());
            }
            metrics.finished(Duration.ofNanos(System.nanoTime() - start), length, mp3.bitRate());
        }

        private void receive(Encoder.Encoding current, long leadIn) throws IOException, InterruptedException {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            segment.open(channel);
            long made = copy(current.mp3(), leadIn, channel);
            ApiError.NOT_PLAYABLE.when(made == 0 && !segment.isAbandoned() && !late);
            if (made < length) {
                throw new IOException("segment %d has %d of %d bytes: %s"
                        .formatted(index, made, length, current.complaint().strip()));
            }
        }

        private long copy(InputStream mp3, long leadIn, FileChannel channel) throws IOException, InterruptedException {
            byte[] buffer = new byte[BUFFER];
            long position = -leadIn;
            long rest = 0;
            while (position < length) {
                int count = mp3.read(buffer, 0, (int) Math.min(buffer.length, wanted(position)));
                if (count < 0) {
                    return Math.max(0, position);
                }
                if (position == 0) {
                    checkBeginning(buffer, count);
                }
                if (position >= 0) {
                    ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                }
                position += count;
                if (position == length) {
                    segment.finished(length);
                } else if (position > 0) {
                    segment.grown(position);
                }
                if (position > EAGER && count < LARGE) {
                    // The encoder hands out single frames. Once a listener has something to play, let some come
                    // together: each piece costs all listeners a look.
                    rest = Math.clamp(count < SMALL ? rest * 2 : rest, SHORTEST_REST_MILLIS, LONGEST_REST_MILLIS);
                    Thread.sleep(rest);
                } else {
                    rest /= 2;
                }
            }
            return position;
        }

        private long wanted(long position) {
            return position < 0 ? -position : length - position;
        }

        /** Should an encoder cut its frames in another way than we reckon, nobody shall get noise. */
        private static void checkBeginning(byte[] bytes, int count) throws IOException {
            if (count > 1 && ((bytes[0] & 0xFF) != 0xFF || (bytes[1] & SYNC) != SYNC)) {
                throw new IOException("the encoder's frames lie elsewhere");
            }
        }

        private void keep() {
            Thread.interrupted(); // who left at the last moment is no reason to throw away what is complete
            try {
                if (!Files.exists(file)) {
                    return;
                }
                force(file);
                cache.put(mp3.segmentName(index), file);
                if (mp3.layout().segments() > 1
                        && cache.hasAll(mp3.segmentNames())
                        && cache.fits(2 * mp3.length())
                        && join()) {
                    for (String name : mp3.segmentNames()) {
                        cache.remove(name);
                    }
                }
            } catch (IOException e) {
                LOG.warnf("an MP3 of %s is not kept: %s", mp3.sha256(), e);
            }
        }

        /** Makes one file of all segments, which then goes from the disk to the network without passing through here. */
        private boolean join() throws IOException {
            Path whole = work.resolve(UUID.randomUUID() + ".mp3");
            try (FileChannel target =
                    FileChannel.open(whole, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                for (String name : mp3.segmentNames()) {
                    Optional<Path> part = cache.find(name);
                    if (part.isEmpty()) {
                        return false;
                    }
                    append(part.get(), target);
                }
                target.force(false);
                if (target.size() != mp3.length()) {
                    return false;
                }
                cache.put(mp3.name(), whole);
                return true;
            } finally {
                Files.deleteIfExists(whole);
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

        private void tidy() {
            synchronized (running) {
                running.remove(mp3.segmentName(index), segment);
            }
            try {
                Files.deleteIfExists(file);
            } catch (IOException _) {
                // the next start clears the directory
            }
        }
    }
}
