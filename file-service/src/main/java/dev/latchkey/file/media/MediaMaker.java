package dev.latchkey.file.media;

import dev.latchkey.file.blob.ContentStore;
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
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Puts the media parts together when the service starts, so that a missing ffmpeg stops the start. */
@ApplicationScoped
class MediaMaker {

    private static final Logger LOG = Logger.getLogger(MediaMaker.class);

    private final MediaConfig config;

    MediaMaker(MediaConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    @Startup
    Ffmpeg ffmpeg() throws IOException {
        Ffmpeg found = new FfmpegLocator(
                        config.ffmpeg(),
                        System.getenv("PATH"),
                        config.directory().resolve("bin"))
                .find();
        LOG.infof("ffmpeg: %s%s", found.binary(), found.ffprobe().isPresent() ? " with ffprobe" : "");
        return found;
    }

    @Produces
    @Singleton
    CachedProbe probe(ContentStore store, DataSource database, Ffmpeg ffmpeg) throws IOException {
        Path emptyDirectory = Files.createDirectories(config.directory().resolve("empty"));
        return new CachedProbe(
                store,
                new MediaFactsTable(database),
                new FfmpegProbe(ffmpeg, emptyDirectory, config.probes(), config.probeLimit()));
    }

    @Produces
    @Singleton
    AudioVariants variants(CachedProbe probe, Ffmpeg ffmpeg, Clock clock, MeterRegistry registry) throws IOException {
        Path directory = config.directory();
        Path emptyDirectory = Files.createDirectories(directory.resolve("empty"));
        TranscodePool pool = new TranscodePool(config.transcodes(), config.queue(), config.maxWait());
        VariantCache cache =
                new VariantCache(directory.resolve("cache"), config.cacheSize().asLongValue(), clock);
        MediaMetrics.watch(registry, pool, cache);
        return new AudioVariants(
                probe,
                new FfmpegTranscoder(ffmpeg, emptyDirectory),
                pool,
                cache,
                new MediaMetrics(registry),
                directory.resolve("work"),
                new AudioVariants.Limits(
                        config.timeLimit(), config.outputLimit().asLongValue()),
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("transcode-alarm").factory()));
    }

    void close(@Disposes AudioVariants variants) {
        variants.close();
    }
}
