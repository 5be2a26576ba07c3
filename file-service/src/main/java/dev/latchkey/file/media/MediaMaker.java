package dev.latchkey.file.media;

import dev.latchkey.file.blob.ContentStore;
import dev.latchkey.file.cache.FileCache;
import dev.latchkey.file.process.Launcher;
import dev.latchkey.file.process.Orphans;
import dev.latchkey.file.process.SearchPath;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Puts the media parts together when the service starts, so that a missing ffmpeg stops the start. */
@ApplicationScoped
class MediaMaker {

    private static final Logger LOG = Logger.getLogger(MediaMaker.class);

    /** How long a start that waits for a disk holds up the others; without, it takes some 10 ms. */
    private static final long LONGEST_START_MILLIS = 50;

    /** How long one waits for its listener to come back: longer than a connection takes, and gone within a second. */
    private static final long LONGEST_STAY_MILLIS = 500;

    /** Of the places of encoders, and of decoders, those that wait for their listeners to come back take one in so many. */
    private static final int SHARE_OF_STAYS = 8;

    private final MediaConfig config;
    private final ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("transcode-alarm").factory());

    private @Nullable String fingerprint;

    MediaMaker(MediaConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    @Startup
    Ffmpeg ffmpeg() throws IOException {
        SearchPath searchPath = new SearchPath(System.getenv("PATH"));
        Ffmpeg found = new FfmpegLocator(
                        config.ffmpeg(),
                        searchPath,
                        config.directory().resolve("bin"),
                        Launcher.ofThisMachine(searchPath))
                .find();
        LOG.infof("ffmpeg: %s%s", found.binary(), found.ffprobe().isPresent() ? " with ffprobe" : "");
        return found;
    }

    @Produces
    @Singleton
    MeasuredSounds sounds(DataSource database, Ffmpeg ffmpeg, Clock clock, MeterRegistry registry) throws IOException {
        TranscodePool turns = pool();
        MediaMetrics.watch(registry, "measurements", turns);
        return new MeasuredSounds(
                new SoundTable(database, fingerprint(ffmpeg)),
                new FfmpegMeter(ffmpeg, emptyDirectory(), config.measureLimit(), alarm),
                turns,
                config.maxWait(),
                clock);
    }

    @Produces
    @Singleton
    CachedProbe probe(
            ContentStore store, DataSource database, Ffmpeg ffmpeg, MeasuredSounds sounds, LateFacts lateFacts)
            throws IOException {
        Executor background = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("later-looks").factory());
        return new CachedProbe(
                store,
                new MediaFactsTable(database, fingerprint(ffmpeg)),
                new FfmpegProbe(ffmpeg, emptyDirectory(), config.probes(), config.probeLimit()),
                sounds,
                new LaterLooks((pause, task) -> after(pause.toMillis(), task), background),
                lateFacts);
    }

    @Produces
    @Singleton
    AudioVariants variants(MeasuredSounds sounds, Ffmpeg ffmpeg, Clock clock, MeterRegistry registry)
            throws IOException {
        Path directory = config.directory();
        Path work = Files.createDirectories(directory.resolve("work"));
        TranscodePool encoders = pool();
        FileCache cache =
                new FileCache(directory.resolve("cache"), config.cacheSize().asLongValue(), clock);
        Path empty = emptyDirectory();
        inTheBackground(() -> endOrphans(ffmpeg, empty));
        String fingerprint = fingerprint(ffmpeg);
        TranscodePool decoders = pool();
        MediaMetrics.watch(registry, "transcodes", encoders);
        MediaMetrics.watch(registry, "decoders", decoders);
        MediaMetrics.watch(registry, cache);
        Starts starts =
                new Starts(2 * Runtime.getRuntime().availableProcessors(), end -> after(LONGEST_START_MILLIS, end));
        int atMost = config.transcodes() + config.queue();
        Spool.Turns turns = new Spool.Turns(decoders, starts, new Semaphore(atMost));
        Workshop workshop = new Workshop(
                new FfmpegEncoder(ffmpeg, emptyDirectory()),
                new Spools(ffmpeg, emptyDirectory(), work, cache, fingerprint, turns),
                new Semaphore(atMost + mostStays()),
                encoders,
                starts,
                new Shelf(cache, work, MediaMaker::inTheBackground),
                new MediaMetrics(registry),
                work,
                new Workshop.Limits(config.maxWait(), config.timeLimit(), Mp3Layout.BLOCKS),
                alarm);
        return new AudioVariants(sounds, fingerprint, workshop);
    }

    private synchronized String fingerprint(Ffmpeg ffmpeg) throws IOException {
        if (fingerprint == null) {
            fingerprint = ffmpeg.fingerprint(emptyDirectory());
        }
        return fingerprint;
    }

    private static void endOrphans(Ffmpeg ffmpeg, Path directory) {
        try {
            Orphans.end(ffmpeg.binary(), directory);
        } catch (IOException | RuntimeException e) {
            LOG.infof("it is not known whether an earlier ffmpeg is left: %s", e);
        }
    }

    private int mostStays() {
        return Math.ceilDiv(config.transcodes(), SHARE_OF_STAYS);
    }

    private TranscodePool pool() {
        return new TranscodePool(
                config.transcodes(), config.queue(), new Stays(mostStays(), end -> after(LONGEST_STAY_MILLIS, end)));
    }

    private void after(long millis, Runnable end) {
        try {
            var _ = alarm.schedule(end, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // the service ends, and with it everything that runs
        }
    }

    private static void inTheBackground(Runnable task) {
        Thread.ofPlatform().daemon().name("media-background").start(task);
    }

    void close(@Disposes AudioVariants variants) {
        variants.close();
    }

    private Path emptyDirectory() throws IOException {
        return Files.createDirectories(config.directory().resolve("empty"));
    }
}
