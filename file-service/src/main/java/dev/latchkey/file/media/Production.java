package dev.latchkey.file.media;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The making of one part of an MP3, from the first listener to the end. Has a platform thread of its own, since reading
 * a pipe would hold up the few carriers of virtual threads; there are only as many as the pool lets in or wait for it.
 */
final class Production implements Segment.Maker {

    private static final Logger LOG = Logger.getLogger(Production.class);

    /** For who has begun: less than what players take to begin, and with 64 on two processors half of them have begun. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    private final Workshop workshop;
    private final Part part;
    private final Request request;
    private final Consumer<Path> inspection;
    private final BiConsumer<Part, Segment> ended;
    private final Path file;
    private final Segment segment = new Segment(this);
    private final Thread thread = Thread.ofPlatform().daemon().name("transcode").unstarted(this::run);
    private volatile Encoder.@Nullable Encoding encoding;
    private volatile boolean late;
    private volatile boolean holdsRoom;
    private int pauses;
    private long pausedAt;
    private Duration paused = Duration.ZERO;
    private Stays.@Nullable Stay stay;

    /**
     * Who wants a part.
     *
     * @param client  on whose account it goes
     * @param patient whether there is something to play meanwhile: it is better to wait long than to be refused
     */
    record Request(String client, boolean patient) {}

    /**
     * @param inspection gets the file of a finished part before it is put away
     * @param ended      called once when nobody may join any more
     */
    Production(
            Workshop workshop, Part part, Request request, Consumer<Path> inspection, BiConsumer<Part, Segment> ended) {
        this.workshop = workshop;
        this.part = part;
        this.request = request;
        this.inspection = inspection;
        this.ended = ended;
        this.file = workshop.work().resolve(UUID.randomUUID() + ".mp3");
    }

    Segment segment() {
        return segment;
    }

    /** Nobody waits for what cannot even be begun. */
    void start() {
        try {
            thread.start();
        } catch (Error e) {
            segment.failed(ApiError.INTERNAL_ERROR);
            ended.accept(part, segment);
            throw e;
        }
    }

    /** Only who can be paused, and takes no room from others meanwhile. */
    @Override
    public boolean rest(BooleanSupplier end) {
        boolean rests = !holdsRoom && pause();
        if (rests) {
            stay = workshop.pool().stays().begin(end);
        }
        return rests;
    }

    @Override
    public void settle() {
        workshop.pool().settle();
    }

    @Override
    public void goOn() {
        if (stay != null) {
            stay.leave();
        }
        endPause();
    }

    /** There may be several reasons to pause at once. */
    private synchronized boolean pause() {
        Encoder.Encoding current = encoding;
        if (current == null || (pauses == 0 && !current.pause())) {
            return false;
        }
        if (pauses == 0) {
            pausedAt = System.nanoTime();
        }
        pauses++;
        return true;
    }

    private synchronized void endPause() {
        Encoder.Encoding current = encoding;
        pauses--;
        if (current != null && pauses == 0) {
            current.goOn();
            paused = paused.plusNanos(System.nanoTime() - pausedAt);
        }
    }

    /** How long it did nothing. */
    private synchronized Duration paused() {
        return pauses == 0 ? paused : paused.plusNanos(System.nanoTime() - pausedAt);
    }

    @Override
    public void stop() {
        thread.interrupt();
        Encoder.Encoding current = encoding;
        if (current != null) {
            current.stop();
        }
    }

    /** What it is made of will not come. */
    private void breakOff() {
        if (segment.failed(ApiError.READ_FAILED)) {
            stop();
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
                putAway();
            }
            ended.accept(part, segment);
            tidy();
        }
    }

    private Optional<ApiError> make() {
        try {
            if (isMade()) {
                workshop.metrics().cacheHit();
            } else {
                workshop.metrics().cacheMiss();
                ApiError.NO_SERVER_AVAILABLE.when(!workshop.preparing().tryAcquire());
                try {
                    makeFromSource();
                } finally {
                    workshop.preparing().release();
                }
            }
            return Optional.empty();
        } catch (ApiException e) {
            return Optional.of(e.error());
        } catch (NoSuchFileException e) {
            LOG.warnf("no MP3 of %s: its source is gone", part.mp3().sha256());
            return Optional.of(ApiError.FILE_NOT_FOUND);
        } catch (IOException | RuntimeException | InterruptedException e) {
            if (segment.isAbandoned()) {
                workshop.metrics().abandoned();
            } else {
                LOG.warnf("no MP3 of %s: %s", part.mp3().sha256(), late ? "it takes too long" : e.toString());
            }
            // When it was measured it could be decoded in time: now there is too much else to do.
            return Optional.of(late ? ApiError.NO_SERVER_AVAILABLE : ApiError.READ_FAILED);
        }
    }

    private void makeFromSource() throws IOException, InterruptedException {
        bringSource();
        Spool.Request decoding = new Spool.Request(request.client(), patience(), request.patient());
        try (Spools.Samples samples = workshop.spools().samples(part.mp3(), part.slice(), decoding)) {
            make(samples);
        }
    }

    /**
     * Waits for the decoder, if there has to be one, before there is a turn, so that nobody has one who encodes nothing yet;
     * and again then, since what was kept may have gone meanwhile.
     */
    private void make(Spools.Samples samples) throws IOException, InterruptedException {
        holdsRoom = samples.holdsRoom();
        try (Bell _ = setBell()) {
            samples.source(this::breakOff);
        }
        workshop.pool().acquire(request.client(), patience());
        try (Bell _ = setBell()) {
            encode(samples.source(this::breakOff));
        } finally {
            workshop.pool().release();
        }
    }

    /** Before there is a turn, which others can use meanwhile. */
    private void bringSource() throws IOException {
        try {
            part.mp3().source().file();
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            LOG.warnf("%s is not here and does not come: %s", part.mp3().sha256(), e.getMessage());
            throw ApiError.NO_SERVER_AVAILABLE.exception("the source is away").because(e);
        }
    }

    private boolean isMade() {
        Optional<Shelf.Kept> made =
                part.isWhole() ? workshop.shelf().open(part.mp3(), part.segment()) : Optional.empty();
        if (made.isEmpty()) {
            return false;
        }
        segment.open(made.get().bytes(), made.get().origin());
        segment.finished(part.length());
        return true;
    }

    /** Rings unless it is closed before. */
    private interface Bell extends AutoCloseable {
        @Override
        void close();
    }

    private Bell setBell() {
        long millis = workshop.limits().time().toMillis();
        ScheduledFuture<?> bell = workshop.alarm().schedule(this::runLate, millis, TimeUnit.MILLISECONDS);
        return () -> bell.cancel(false);
    }

    private Duration patience() {
        return request.patient() ? workshop.limits().time() : workshop.limits().patience();
    }

    private void encode(Encoder.Source source) throws IOException, InterruptedException {
        Mp3 mp3 = part.mp3();
        Mp3Layout.Slice slice = part.slice();
        try (Starts.Start starting = workshop.starts().begin();
                Encoder.Encoding current =
                        workshop.encoder().start(source, mp3.layout().format(), slice, !request.patient())) {
            long start = System.nanoTime();
            encoding = current;
            if (request.patient()) {
                stepBack(current, starting);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            receive(current, source, () -> letOthersBegin(current, starting));
            Duration working = Duration.ofNanos(System.nanoTime() - start).minus(paused());
            workshop.metrics().finished(working, part.length(), mp3.bitRate());
        }
    }

    /** Those who have nothing to play yet go first. */
    private static void stepBack(Encoder.Encoding current, Starts.Start starting) {
        current.stepBack();
        starting.close();
    }

    /** Many who go last would still take much together. */
    private void letOthersBegin(Encoder.Encoding current, Starts.Start starting) throws InterruptedException {
        stepBack(current, starting);
        if (workshop.starts().waiting() == 0 || !pause()) {
            return;
        }
        try {
            workshop.starts().letOthersBegin(LONGEST_PAUSE);
        } finally {
            endPause();
        }
    }

    private void receive(Encoder.Encoding current, Encoder.Source source, Intake.Beginning begun)
            throws IOException, InterruptedException {
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        segment.open(channel, 0);
        Rests rests = new Rests(part.length(), part.mp3().layout().format().bytesPerSecond());
        long made = new Intake(segment, channel, part.length(), rests, begun)
                .take(current.mp3(), part.slice().leadIn());
        if (made < part.length()) {
            throw new IOException("%s has %d of %d bytes: %s"
                    .formatted(
                            part.name(),
                            made,
                            part.length(),
                            current.complaint().strip()));
        }
    }

    private void putAway() {
        Thread.interrupted(); // who left at the last moment is no reason to throw away what is complete
        if (part.isWhole() && Files.exists(file)) {
            inspection.accept(file);
            workshop.shelf().put(part.mp3(), part.segment(), file);
        }
    }

    private void tidy() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // the next start clears the directory
        }
    }
}
