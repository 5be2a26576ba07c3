package dev.latchkey.file.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.file.cache.Leftovers;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The MP3s of blobs. How long one is, and where in it what lies, is known before any of it is made; the bytes are made
 * segment by segment when first asked for. One encoder serves everybody who wants the same segment; what it made is kept
 * in a cache of bounded size, and when all segments are there they become one file like any other.
 *
 * <p>Who jumps to the middle of a segment of which nothing is there gets what follows from an encoder of its own; the
 * segment itself is made afterwards, and the two are compared.
 */
public final class AudioVariants implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AudioVariants.class);
    private static final int REMEMBERED = 10_000;

    private final MeasuredSounds sounds;
    private final Workshop workshop;
    private final String definition;
    private final Map<String, Segment> running = new HashMap<>();
    private final Cache<String, Boolean> dependent =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** A part that is being read. */
    record Held(Part part, Segment segment) {

        boolean covers(long position) {
            return part.start() <= position && position < part.end();
        }

        boolean isFinished() {
            return segment.state() == Segment.State.FINISHED;
        }
    }

    /** @param encoderName changes when the encoder makes other bytes of the same sound */
    AudioVariants(MeasuredSounds sounds, String encoderName, Workshop workshop) throws IOException {
        this.sounds = sounds;
        this.workshop = workshop;
        this.definition = Mp3Layout.VERSION + encoderName;
        Leftovers.clear(workshop.work());
    }

    /** The MP3 if all is known that decides how it looks; empty otherwise. Never waits; fit for an event loop. */
    public Optional<Mp3> known(String sha256, Original source, int askedKilobits) {
        return sounds.known(sha256)
                .filter(sound -> !sound.isMissing())
                .map(sound -> mp3(sha256, source, askedKilobits, sound));
    }

    /**
     * The MP3, after its source was looked at if need be. Fails with an {@link ApiException}: 2044 if there is no sound,
     * 5002 if that cannot be found out in time. Never waits.
     *
     * @param client on whose account it goes
     */
    public CompletionStage<Mp3> find(String sha256, Original source, int askedKilobits, String client) {
        return sounds.find(sha256, source, client).thenApply(sound -> {
            ApiError.NOT_PLAYABLE.when(sound.isMissing());
            return mp3(sha256, source, askedKilobits, sound);
        });
    }

    /** The whole MP3, if it is kept. Never waits. */
    public Optional<Path> finished(Mp3 mp3) {
        return workshop.shelf().whole(mp3);
    }

    /** Notes that somebody got bytes of a {@linkplain #finished finished} one. */
    public void served() {
        workshop.metrics().cacheHit();
    }

    /**
     * Begins to listen; nothing is made before something is read.
     *
     * @param client on whose account it goes
     * @param end    position at which it will stop
     * @param news   called from any thread whenever there may be more to read; must not block
     */
    public Listening listen(Mp3 mp3, String client, long end, Runnable news) {
        workshop.spools().hold(mp3);
        return new Listening(this, mp3, client, end, news);
    }

    /** Stops everything that runs. */
    @Override
    public void close() {
        workshop.alarm().shutdownNow();
        sounds.close();
        List<Segment> left;
        synchronized (running) {
            left = List.copyOf(running.values());
        }
        left.forEach(Segment::stop);
        workshop.spools().close();
    }

    void left(Mp3 mp3) {
        workshop.spools().release(mp3);
    }

    boolean hasRoom() {
        return workshop.pool().hasRoom() && workshop.spools().hasRoom();
    }

    /**
     * The segment that has the byte at this position, from the cache, or the one that is being made, or a new one; or no
     * more of it than is needed, if that is sooner there. Never waits.
     */
    Held join(Mp3 mp3, long position, Production.Request request, Runnable listener) {
        Part whole = Part.whole(mp3, mp3.layout().segmentAt(position));
        Optional<Held> kept = kept(whole, listener);
        if (kept.isPresent()) {
            return kept.get();
        }
        Part near = isIndependent(mp3) ? Part.from(mp3, position) : whole;
        synchronized (running) {
            return (isReached(near, whole) ? joined(whole, listener) : Optional.<Held>empty())
                    .or(() -> joined(near, listener))
                    .orElseGet(() -> start(near, request, listener, _ -> {}));
        }
    }

    /** The whole segment of which a listener holds what follows a jump. Never waits. */
    Held complete(Held entered, Production.Request request, Runnable listener) {
        Part whole = Part.whole(entered.part().mp3(), entered.part().segment());
        Optional<Held> kept = kept(whole, listener);
        if (kept.isPresent()) {
            return kept.get();
        }
        synchronized (running) {
            return joined(whole, listener)
                    .orElseGet(() -> start(whole, request, listener, file -> compare(entered, file)));
        }
    }

    private Optional<Held> kept(Part whole, Runnable listener) {
        Optional<Held> kept = workshop.shelf()
                .segment(whole.mp3(), whole.segment())
                .filter(segment -> segment.join(listener))
                .map(segment -> new Held(whole, segment));
        kept.ifPresent(_ -> workshop.metrics().cacheHit());
        return kept;
    }

    /** Whether who makes the whole has come to where the other would begin. */
    private boolean isReached(Part near, Part whole) {
        Segment segment = running.get(whole.name());
        return segment != null && (near.isWhole() || whole.start() + segment.length() >= near.start());
    }

    private Optional<Held> joined(Part part, Runnable listener) {
        Optional<Held> joined = Optional.ofNullable(running.get(part.name()))
                .filter(segment -> segment.join(listener))
                .map(segment -> new Held(part, segment));
        joined.ifPresent(_ -> workshop.metrics().joined());
        return joined;
    }

    private Held start(Part part, Production.Request request, Runnable listener, Consumer<Path> inspection) {
        Production production = new Production(workshop, part, request, inspection, this::forget);
        production.segment().join(listener);
        running.put(part.name(), production.segment());
        production.start();
        return new Held(part, production.segment());
    }

    private void forget(Part part, Segment segment) {
        synchronized (running) {
            running.remove(part.name(), segment);
        }
    }

    private boolean isIndependent(Mp3 mp3) {
        return dependent.getIfPresent(mp3.sha256()) == null;
    }

    /** Should the bytes after a jump ever be others than those of the segment, it was the last such jump. */
    private void compare(Held entered, Path whole) {
        Part part = entered.part();
        try {
            long differing = entered.segment().mismatch(whole, part.length());
            if (differing >= 0) {
                LOG.errorf("byte %d of %s is another after a jump", differing, part.name());
                workshop.metrics().unequal();
                dependent.put(part.mp3().sha256(), true);
            }
        } catch (IOException e) {
            LOG.debugf("%s was not compared: %s", part.name(), e.getMessage());
        }
    }

    private Mp3 mp3(String sha256, Original source, int askedKilobits, Sound sound) {
        Mp3Layout layout = Mp3Layout.of(sound, askedKilobits, workshop.limits().blocks());
        return new Mp3(sha256, source, sound, layout, definition);
    }
}
