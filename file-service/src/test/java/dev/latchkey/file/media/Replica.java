package dev.latchkey.file.media;

import dev.latchkey.file.cache.FileCache;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/** One instance of everything that makes MP3s, with a cache of its own, and without a database. */
final class Replica implements AutoCloseable {

    static final int CAPACITY = 64 << 20;

    /** So many encoders begin at once, and no clock lets further ones in. */
    static final int STARTS = 2;

    /** So many encoders wait for their listeners to come back, until the test ends that. */
    static final int STAYS = 2;

    private final Path directory;
    private final ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor();
    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final Semaphore preparing = new Semaphore(100);
    private final TranscodePool pool;
    private final Starts starts = new Starts(STARTS, _ -> {});
    private final Queue<Runnable> left = new ConcurrentLinkedQueue<>();
    private final AudioVariants variants;

    /** How many parts may be prepared at once. */
    Semaphore preparing() {
        return preparing;
    }

    private Replica(
            Path directory, SoundMeter meter, Encoder encoder, int atOnce, Workshop.Limits limits, long capacity)
            throws IOException {
        this.directory = directory;
        this.pool = pool(atOnce);
        Path work = Files.createDirectories(directory.resolve("work"));
        FileCache cache = new FileCache(directory.resolve("cache"), capacity, Clock.systemUTC());
        this.variants = new AudioVariants(
                new MeasuredSounds(
                        new SoundTable(unreachableDatabase(), "test"),
                        meter,
                        pool(2),
                        Duration.ofMinutes(1),
                        Clock.systemUTC()),
                "test",
                new Workshop(
                        encoder,
                        new Spools(
                                Sounds.ffmpeg(),
                                directory,
                                work,
                                cache,
                                "test",
                                new Spool.Turns(pool(2), starts, new Semaphore(10))),
                        preparing,
                        pool,
                        starts,
                        new Shelf(cache, work, Runnable::run),
                        new MediaMetrics(metrics),
                        work,
                        limits,
                        alarm));
    }

    /** With the real ffmpeg. */
    static Replica real(Path directory, int blocks) throws IOException {
        return real(directory, blocks, CAPACITY);
    }

    /** With the real ffmpeg and a cache of that size. */
    static Replica real(Path directory, int blocks, long capacity) throws IOException {
        ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor();
        Files.createDirectories(directory);
        return new Replica(
                directory,
                new FfmpegMeter(Sounds.ffmpeg(), directory, Duration.ofSeconds(60), alarm),
                new FfmpegEncoder(Sounds.ffmpeg(), directory),
                2,
                new Workshop.Limits(Duration.ofSeconds(20), Duration.ofSeconds(60), blocks),
                capacity);
    }

    /** With a sound and an encoder of the test's own, and so many places. */
    static Replica fake(
            Path directory, SoundMeter meter, Encoder encoder, int atOnce, Workshop.Limits limits, long capacity)
            throws IOException {
        return new Replica(Files.createDirectories(directory), meter, encoder, atOnce, limits, capacity);
    }

    private TranscodePool pool(int atOnce) {
        return new TranscodePool(atOnce, 10, new Stays(STAYS, left::add));
    }

    AudioVariants variants() {
        return variants;
    }

    TranscodePool pool() {
        return pool;
    }

    Starts starts() {
        return starts;
    }

    MeterRegistry metrics() {
        return metrics;
    }

    Path work() {
        return directory.resolve("work");
    }

    /** The MP3 of a source; its path stands for its hash. */
    Mp3 find(Path source, int asked) {
        return variants.find(source.getFileName().toString(), () -> source, asked, "client")
                .toCompletableFuture()
                .join();
    }

    /** Reads as a client does: what is there, then waiting for more. */
    byte[] read(Mp3 mp3, long first, long end) throws IOException, InterruptedException {
        Semaphore news = new Semaphore(0);
        ByteBuffer bytes = ByteBuffer.allocate((int) (end - first));
        try (Listening listening = variants.listen(mp3, "client", end, news::release)) {
            while (bytes.hasRemaining()) {
                long position = first + bytes.position();
                if (listening.readableUntil(position) > position) {
                    listening.read(bytes, position);
                } else if (listening.failure().isPresent()) {
                    throw new EOFException(
                            position + " of " + end + ": " + listening.failure().get());
                } else {
                    news.acquire();
                }
            }
        }
        return bytes.array();
    }

    byte[] read(Mp3 mp3) throws IOException, InterruptedException {
        return read(mp3, 0, mp3.length());
    }

    /** Who left does not come back: what only they wanted is stopped. */
    void endStays() {
        for (Runnable end = left.poll(); end != null; end = left.poll()) {
            end.run();
        }
    }

    /** Until nothing is being made any more and nothing half made lies about. */
    void awaitRest() throws InterruptedException {
        while (pool.running() > 0 || work().toFile().list().length > 0) {
            endStays();
            Thread.sleep(2);
        }
    }

    @Override
    public void close() {
        variants.close();
        alarm.shutdownNow();
    }

    static DataSource unreachableDatabase() {
        return (DataSource)
                Proxy.newProxyInstance(Replica.class.getClassLoader(), new Class<?>[] {DataSource.class}, (_, _, _) -> {
                    throw new SQLException("no database");
                });
    }
}
