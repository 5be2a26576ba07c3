package dev.latchkey.file.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * How much sound blobs hold: from memory, from the table, or measured, each blob once however many ask. New files are
 * measured in the background, one after the other; whoever wants to play one before that has it measured at once, and
 * clients take turns at that.
 */
final class MeasuredSounds implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(MeasuredSounds.class);
    private static final int REMEMBERED = 100_000;
    private static final int REMEMBERED_IN_VAIN = 10_000;
    private static final int BACKLOG = 10_000;

    /** Who gave up waiting for a turn is likely to ask again; so long it is kept in the queue. */
    private static final Duration LONGEST_QUEUE = Duration.ofMinutes(5);

    /** For each moment that measuring in vain has taken, nobody who waits has it tried again for so many. */
    private static final int REST = 10;

    private final SoundTable table;
    private final SoundMeter meter;
    private final Cache<String, Sound> memory =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Map<String, CompletableFuture<Sound>> running = new ConcurrentHashMap<>();
    private final Cache<String, Instant> inVain =
            Caffeine.newBuilder().maximumSize(REMEMBERED_IN_VAIN).build();
    private final Duration patience;
    private final Clock clock;
    private final ExecutorService lookups = Executors.newVirtualThreadPerTaskExecutor();
    private final TranscodePool turns;
    private final ExecutorService urgent = Executors.newThreadPerTaskExecutor(threads("sound-meter"));
    private final ThreadPoolExecutor background = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(BACKLOG), threads("sound-meter-background"));

    /**
     * @param turns    of measurements for somebody who waits
     * @param patience how long each of them waits; measuring goes on for the next one
     */
    MeasuredSounds(SoundTable table, SoundMeter meter, TranscodePool turns, Duration patience, Clock clock) {
        this.table = table;
        this.meter = meter;
        this.patience = patience;
        this.clock = clock;
        this.turns = turns;
    }

    /** What memory knows. Never waits. */
    Optional<Sound> known(String sha256) {
        return Optional.ofNullable(memory.getIfPresent(sha256));
    }

    /** What memory or the table knows. */
    Optional<Sound> measured(String sha256) {
        Optional<Sound> known = known(sha256);
        if (known.isPresent()) {
            return known;
        }
        Optional<Sound> stored = stored(sha256);
        stored.ifPresent(sound -> memory.put(sha256, sound));
        return stored;
    }

    /**
     * What is in the blob; fails with an {@link ApiException}: 5002 if it cannot be found out in time.
     *
     * @param client on whose account it is measured
     */
    CompletableFuture<Sound> find(String sha256, Original source, String client) {
        return shared(sha256, source, client)
                .copy()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        failure instanceof TimeoutException ? unknown(failure) : failure));
    }

    private CompletableFuture<Sound> shared(String sha256, Original source, String client) {
        CompletableFuture<Sound> mine = new CompletableFuture<>();
        CompletableFuture<Sound> present = running.putIfAbsent(sha256, mine);
        if (present != null) {
            return present;
        }
        lookups.execute(() -> {
            Optional<Sound> found = measured(sha256);
            if (found.isPresent()) {
                complete(sha256, mine, found.get());
                return;
            }
            if (rests(sha256)) {
                fail(sha256, mine, new IOException("tried in vain a short time ago"));
                return;
            }
            try {
                urgent.execute(() -> measureInTurn(sha256, source, client, mine));
            } catch (RejectedExecutionException | OutOfMemoryError e) {
                fail(sha256, mine, e);
            }
        });
        return mine;
    }

    /** Sees to it that the blob's sound is known some time. */
    void measureLater(String sha256, Original source) {
        if (known(sha256).isPresent()) {
            return;
        }
        try {
            background.execute(() -> {
                CompletableFuture<Sound> mine = new CompletableFuture<>();
                if (running.putIfAbsent(sha256, mine) == null) {
                    stored(sha256)
                            .ifPresentOrElse(
                                    sound -> complete(sha256, mine, sound), () -> measure(sha256, source, mine));
                }
            });
        } catch (RejectedExecutionException _) {
            LOG.debugf("%s is measured when it is played", sha256);
        }
    }

    /** Stops what runs. */
    @Override
    public void close() {
        lookups.shutdownNow();
        urgent.shutdownNow();
        background.shutdownNow();
    }

    private void measureInTurn(String sha256, Original source, String client, CompletableFuture<Sound> mine) {
        try {
            turns.acquire(client, LONGEST_QUEUE);
        } catch (ApiException e) {
            fail(sha256, mine, e);
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(sha256, mine, e);
            return;
        }
        try {
            measure(sha256, source, mine);
        } finally {
            turns.release();
        }
    }

    private void measure(String sha256, Original source, CompletableFuture<Sound> mine) {
        try {
            Sound sound = measure(sha256, source.file());
            save(sha256, sound);
            complete(sha256, mine, sound);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(sha256, mine, e);
        } catch (Throwable e) {
            // Whatever it is, those who wait shall not wait for ever.
            LOG.infof("the sound of %s was not measured: %s", sha256, e.getMessage());
            fail(sha256, mine, e);
        }
    }

    private Sound measure(String sha256, Path file) throws IOException, InterruptedException {
        Instant start = clock.instant();
        try {
            return meter.measure(file);
        } catch (IOException | RuntimeException | Error e) {
            Instant end = clock.instant();
            inVain.put(sha256, end.plus(Duration.between(start, end).multipliedBy(REST)));
            throw e;
        }
    }

    private boolean rests(String sha256) {
        Instant end = inVain.getIfPresent(sha256);
        return end != null && clock.instant().isBefore(end);
    }

    private void complete(String sha256, CompletableFuture<Sound> mine, Sound sound) {
        memory.put(sha256, sound);
        running.remove(sha256, mine);
        mine.complete(sound);
    }

    private void fail(String sha256, CompletableFuture<Sound> mine, Throwable why) {
        running.remove(sha256, mine);
        mine.completeExceptionally(unknown(why));
    }

    private static ApiException unknown(Throwable why) {
        ApiException answer = ApiError.NO_SERVER_AVAILABLE.exception();
        answer.addSuppressed(why);
        return answer;
    }

    private Optional<Sound> stored(String sha256) {
        try {
            return table.find(sha256);
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("media_sounds cannot be read: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private void save(String sha256, Sound sound) {
        try {
            table.save(sha256, sound);
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("media_sounds cannot be written: %s", e.getMessage());
        }
    }

    private static ThreadFactory threads(String name) {
        return Thread.ofPlatform().daemon().name(name).factory();
    }
}
