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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The MP3s of blobs, made when first asked for. One transcode serves everybody who asks while it runs; what it made is
 * kept in a cache of bounded size and is then a file like any other.
 *
 * <p>Every running transcode has a platform thread of its own, and there are only as many as the pool lets in or wait
 * for it: reading a pipe would hold up the few carriers of virtual threads.
 */
public final class AudioVariants implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AudioVariants.class);
    private static final int BUFFER = 64 * 1024;
    private static final int EAGER = 64 * 1024;
    private static final int SMALL = 4 * 1024;
    private static final long REST_MILLIS = 5;

    private final CachedProbe probe;
    private final Transcoder transcoder;
    private final TranscodePool pool;
    private final VariantCache cache;
    private final MediaMetrics metrics;
    private final Path work;
    private final Limits limits;
    private final ScheduledExecutorService alarm;
    private final Map<VariantKey, GrowingVariant> running = new HashMap<>();

    /**
     * Bounds of one transcode.
     *
     * @param time   by the clock on the wall
     * @param output in bytes
     */
    record Limits(Duration time, long output) {}

    AudioVariants(
            CachedProbe probe,
            Transcoder transcoder,
            TranscodePool pool,
            VariantCache cache,
            MediaMetrics metrics,
            Path work,
            Limits limits,
            ScheduledExecutorService alarm)
            throws IOException {
        this.probe = probe;
        this.transcoder = transcoder;
        this.pool = pool;
        this.cache = cache;
        this.metrics = metrics;
        this.work = work;
        this.limits = limits;
        this.alarm = alarm;
        clear(work);
    }

    /** The finished MP3, if it is kept. Never waits; fit for an event loop. */
    public Optional<Path> finished(String sha256, int askedKilobits) {
        Optional<Path> file = cache.find(key(sha256, askedKilobits));
        if (file.isPresent()) {
            metrics.cacheHit();
        }
        return file;
    }

    /**
     * Where in the finished MP3 the frame begins that sounds at the given time. The shape is read from the MP3 itself,
     * not from the source.
     *
     * @throws IOException if the file cannot be read
     */
    public long positionOf(Path finished, int askedKilobits, Duration time) throws IOException {
        return Mp3Header.formatOf(finished, AudioBitRates.nearest(askedKilobits))
                .positionOf(time);
    }

    /** The bit rate that is really served for the asked one, in kbit/s. */
    public int servedBitRate(int askedKilobits) {
        return AudioBitRates.nearest(askedKilobits);
    }

    /**
     * Joins the running transcode of this MP3, or starts one. Never waits; fit for an event loop.
     *
     * @param listener called from any thread whenever there is news; must not block, and leaves with {@link
     *     GrowingVariant#leave}
     */
    public GrowingVariant join(String sha256, Path source, int askedKilobits, Runnable listener) {
        VariantKey key = key(sha256, askedKilobits);
        synchronized (running) {
            GrowingVariant present = running.get(key);
            if (present != null && present.join(listener)) {
                metrics.joined();
                return present;
            }
            Production production = new Production(key, source);
            production.variant.join(listener);
            running.put(key, production.variant);
            production.thread.start();
            return production.variant;
        }
    }

    /** Stops every running transcode. */
    @Override
    public void close() {
        alarm.shutdownNow();
    }

    private static VariantKey key(String sha256, int askedKilobits) {
        return new VariantKey(sha256, AudioBitRates.nearest(askedKilobits));
    }

    private static void clear(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The making of one MP3, from the first listener to the end. */
    private final class Production {

        private final VariantKey key;
        private final Path source;
        private final Path file = work.resolve(UUID.randomUUID() + ".mp3");
        private final GrowingVariant variant = new GrowingVariant(this::stop);
        private final Thread thread =
                Thread.ofPlatform().daemon().name("transcode").unstarted(this::run);
        private volatile Transcoder.@Nullable Transcoding transcoding;

        Production(VariantKey key, Path source) {
            this.key = key;
            this.source = source;
        }

        private void stop() {
            metrics.abandoned();
            thread.interrupt();
            Transcoder.Transcoding current = transcoding;
            if (current != null) {
                current.close();
            }
        }

        private void run() {
            // What ends in any other way than by itself has failed, an Error too: nobody may take a part for the whole.
            Optional<ApiError> failure = Optional.of(ApiError.INTERNAL_ERROR);
            try {
                make();
                failure = Optional.empty();
            } catch (ApiException e) {
                failure = Optional.of(e.error());
            } catch (IOException | RuntimeException e) {
                if (!variant.isAbandoned()) {
                    LOG.warnf("no MP3 of %s: %s", key.sha256(), e);
                }
                failure = Optional.of(ApiError.NO_SERVER_AVAILABLE);
            } catch (InterruptedException _) {
                failure = Optional.of(ApiError.NO_SERVER_AVAILABLE);
            } finally {
                tidy();
                failure.ifPresentOrElse(variant::failed, variant::finished);
            }
        }

        private void make() throws IOException, InterruptedException {
            Optional<Path> made = cache.find(key);
            if (made.isPresent()) {
                variant.format(Mp3Header.formatOf(made.get(), key.kilobitsPerSecond()));
                variant.open(FileChannel.open(made.get(), StandardOpenOption.READ));
                variant.grown(Files.size(made.get()));
                return;
            }
            metrics.cacheMiss();
            MediaFacts facts = probe.facts(key.sha256(), source)
                    .filter(MediaFacts::hasAudio)
                    .orElseThrow(ApiError.NOT_PLAYABLE::exception);
            AudioFormat format = AudioBitRates.format(key.kilobitsPerSecond(), facts.audioSampleRate());
            pool.acquire();
            try {
                transcode(format);
            } finally {
                pool.release();
            }
        }

        private void transcode(AudioFormat format) throws IOException, InterruptedException {
            long start = System.nanoTime();
            try (Transcoder.Transcoding current = transcoder.start(source, format)) {
                transcoding = current;
                if (variant.isAbandoned()) {
                    throw new InterruptedException();
                }
                ScheduledFuture<?> bell =
                        alarm.schedule(current::close, limits.time().toMillis(), TimeUnit.MILLISECONDS);
                try {
                    receive(current, format);
                } finally {
                    bell.cancel(false);
                }
            }
            metrics.finished(Duration.ofNanos(System.nanoTime() - start), variant.length());
            cache.put(key, file);
        }

        private void receive(Transcoder.Transcoding current, AudioFormat format)
                throws IOException, InterruptedException {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            variant.format(format);
            variant.open(channel);
            long length = copy(current.mp3(), channel);
            boolean complete = current.isComplete();
            if (complete && length > 0) {
                return;
            }
            if (!variant.isAbandoned()) {
                LOG.infof(
                        "%s gave %d bytes of MP3, then: %s",
                        key.sha256(), length, current.complaint().strip());
            }
            throw (length == 0 ? ApiError.NOT_PLAYABLE : ApiError.READ_FAILED).exception();
        }

        private long copy(InputStream mp3, FileChannel channel) throws IOException, InterruptedException {
            byte[] buffer = new byte[BUFFER];
            long length = 0;
            for (int count = mp3.read(buffer); count >= 0; count = mp3.read(buffer)) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                while (bytes.hasRemaining()) {
                    length += channel.write(bytes);
                }
                if (length > limits.output()) {
                    throw new IOException("the MP3 gets longer than " + limits.output() + " bytes");
                }
                variant.grown(length);
                if (length > EAGER && count < SMALL) {
                    // The encoder hands out single frames; once a listener has something to play, let some come
                    // together.
                    Thread.sleep(REST_MILLIS);
                }
            }
            return length;
        }

        private void tidy() {
            synchronized (running) {
                running.remove(key, variant);
            }
            try {
                Files.deleteIfExists(file);
            } catch (IOException _) {
                // the next start clears the directory
            }
        }
    }
}
