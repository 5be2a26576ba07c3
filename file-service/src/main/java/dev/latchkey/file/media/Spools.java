package dev.latchkey.file.media;

import dev.latchkey.file.cache.FileCache;
import dev.latchkey.file.process.Child;
import dev.latchkey.protocol.error.ApiError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Decoded sources, each decoded once for all who listen to any MP3 of it, and kept as long as the cache has room. Of one
 * that is larger than the whole cache only what is just needed is kept, and decoded for each part again.
 */
final class Spools {

    private static final Logger LOG = Logger.getLogger(Spools.class);

    private final Ffmpeg ffmpeg;
    private final Path workingDirectory;
    private final Path work;
    private final FileCache cache;
    private final String decoderName;
    private final Spool.Turns turns;
    private final Map<String, Held> open = new HashMap<>();

    /** @param decoderName changes when the decoder makes other samples of the same sound */
    Spools(Ffmpeg ffmpeg, Path workingDirectory, Path work, FileCache cache, String decoderName, Spool.Turns turns) {
        this.ffmpeg = ffmpeg;
        this.workingDirectory = workingDirectory;
        this.work = work;
        this.cache = cache;
        this.decoderName = decoderName;
        this.turns = turns;
    }

    /** Somebody begins to listen; nothing is decoded before {@link #source} is asked for. */
    synchronized void hold(Mp3 mp3) {
        if (!mp3.sound().seekable()) {
            Held held = open.computeIfAbsent(mp3.sha256(), _ -> new Held(mp3));
            held.listeners++;
            held.goOn();
        }
    }

    /** Somebody stops listening; if nobody comes back, the last one takes an unfinished spool along. */
    void release(Mp3 mp3) {
        Optional<Held> last;
        synchronized (this) {
            Held held = open.get(mp3.sha256());
            if (held == null || --held.listeners > 0) {
                return;
            }
            last = held.rest() ? Optional.empty() : Optional.of(held);
            last.ifPresent(_ -> open.remove(mp3.sha256()));
        }
        last.ifPresentOrElse(Held::close, turns.pool()::settle);
    }

    /** Stops all decoders, also those that wait for somebody to come back. */
    void close() {
        List<Held> left;
        synchronized (this) {
            left = List.copyOf(open.values());
            open.clear();
        }
        left.forEach(Held::close);
    }

    /** Nobody came back to that rest. */
    private boolean end(Held held, int rest) {
        synchronized (this) {
            if (held.listeners > 0 || held.rests != rest || !open.remove(held.mp3.sha256(), held)) {
                return false;
            }
        }
        held.close();
        return true;
    }

    /** Who waits for somebody to come back gives room to who is there. */
    private boolean reserve(long room) throws IOException {
        boolean reserved = cache.reserve(room);
        while (!reserved && turns.pool().stays().endLongest()) {
            reserved = cache.reserve(room);
        }
        return reserved;
    }

    /** Where a part of an MP3 comes from; closed when that is encoded. */
    interface Samples extends AutoCloseable {

        /**
         * From where to encode. Waits until the first samples of the part are decoded; what follows may come while they are
         * encoded. What was there once may have gone when it is asked for again.
         *
         * @param broken called from any thread if not all of it will come; must not block
         * @throws dev.latchkey.protocol.error.ApiException 5002 when too much decoded sound is in use, or too many decoders
         *     are, or too many wait
         */
        Encoder.Source source(Runnable broken) throws IOException, InterruptedException;

        /** Whether others may have to wait for the room that they take. */
        default boolean holdsRoom() {
            return false;
        }

        /** What was decoded for this part alone goes. */
        @Override
        default void close() {}
    }

    /** Whether there is room for what nobody waits for yet. */
    boolean hasRoom() {
        return turns.pool().hasRoom();
    }

    /** Nothing is decoded before it is asked for. */
    Samples samples(Mp3 mp3, Mp3Layout.Slice slice, Spool.Request request) {
        Sound sound = mp3.sound();
        if (sound.seekable()) {
            return _ -> Encoder.Source.of(mp3.source().file(), sound);
        }
        if (cache.fits(size(sound))) {
            return broken -> spooled(mp3, slice, request, broken);
        }
        return new Excerpt(mp3, slice, request);
    }

    private Encoder.Source spooled(Mp3 mp3, Mp3Layout.Slice slice, Spool.Request request, Runnable broken)
            throws IOException, InterruptedException {
        Sound sound = mp3.sound();
        Optional<Path> kept = cache.find(name(mp3)).filter(file -> isWhole(file, sound));
        if (kept.isPresent()) {
            return Encoder.Source.decoded(kept.get(), sound, 0);
        }
        Held held;
        synchronized (this) {
            held = open.get(mp3.sha256());
        }
        if (held == null) {
            throw new IOException("nobody listens any more");
        }
        Spool spool = held.spool(request);
        spool.await(firstNeeded(mp3, slice) + sound.sampleRate());
        spool.whenBroken(broken);
        return Encoder.Source.decoded(spool.file(), sound, 0);
    }

    /** The first sample of the source that is decoded for a part of the MP3. */
    private static long firstNeeded(Mp3 mp3, Mp3Layout.Slice slice) {
        return slice.second(mp3.layout().format()) * mp3.sound().sampleRate();
    }

    /** Up to which sample of the source it must be decoded for that one of the MP3; the resampler looks ahead. */
    private static long decodedUntil(Mp3 mp3, long end) {
        Sound sound = mp3.sound();
        long same = Math.ceilDiv(
                end * sound.sampleRate(), (long) mp3.layout().format().sampleRate());
        return Math.min(sound.samples(), same) + sound.sampleRate();
    }

    private static long size(Sound sound) {
        return Spool.Expected.all(sound).size();
    }

    /** What a crash left of one would be followed by silence. */
    private static boolean isWhole(Path file, Sound sound) {
        try {
            return Files.size(file) == size(sound);
        } catch (IOException gone) {
            return false;
        }
    }

    private String name(Mp3 mp3) {
        return mp3.sha256() + "-" + decoderName + ".pcm";
    }

    private Spool spool(Mp3 mp3, Spool.Expected expected, Spool.Request request) {
        Path file = work.resolve(UUID.randomUUID() + ".pcm");
        return new Spool(file, expected, () -> decode(mp3), turns, request);
    }

    private Child decode(Mp3 mp3) throws IOException {
        List<String> command = ffmpeg.command("error");
        command.addAll(Ffmpeg.input(mp3.source().file(), mp3.sound().container()));
        command.addAll(List.of("-map", "0:a:0", "-vn", "-sn", "-dn"));
        Ffmpeg.choiceOfChannels(mp3.sound()).ifPresent(filter -> command.addAll(List.of("-af", filter)));
        command.addAll(List.of("-ar", Integer.toString(mp3.sound().sampleRate())));
        command.addAll(List.of("-ac", Integer.toString(mp3.sound().keptChannels()), "-f", "s16le", "pipe:1"));
        return ffmpeg.start(command, workingDirectory);
    }

    /** The samples of one part, for which it waits for room: the parts that have some end by themselves. Belongs to one thread. */
    private final class Excerpt implements Samples {

        private final Mp3 mp3;
        private final Spool.Request request;
        private final long startSecond;
        private final Spool.Expected expected;
        private final long room;
        private Optional<Spool> spool = Optional.empty();

        Excerpt(Mp3 mp3, Mp3Layout.Slice slice, Spool.Request request) {
            this.mp3 = mp3;
            this.request = request;
            this.startSecond = slice.second(mp3.layout().format());
            this.expected = Spool.Expected.part(mp3.sound(), firstNeeded(mp3, slice), decodedUntil(mp3, slice.end()));
            this.room = expected.size();
        }

        @Override
        public Encoder.Source source(Runnable broken) throws IOException, InterruptedException {
            if (spool.isEmpty()) {
                ApiError.NO_SERVER_AVAILABLE.when(!cache.reserve(room, request.patience()));
                spool = Optional.of(spool(mp3, expected, request));
                spool.get().start();
            }
            spool.get().await(mp3.sound().sampleRate());
            spool.get().whenBroken(broken);
            return Encoder.Source.decoded(spool.get().file(), mp3.sound(), startSecond);
        }

        @Override
        public boolean holdsRoom() {
            return true;
        }

        @Override
        public void close() {
            if (spool.isPresent()) {
                spool.get().stop();
                cache.release(room);
            }
        }
    }

    /** What is decoded, and how many want it. */
    private final class Held {

        private final Mp3 mp3;
        private int listeners;
        private int rests;
        private Optional<Stays.Stay> stay = Optional.empty();
        private volatile Optional<Spool> spool = Optional.empty();
        private boolean closed;

        Held(Mp3 mp3) {
            this.mp3 = mp3;
        }

        /** The one that runs, or a new one: where the last one failed, the next may not. */
        synchronized Spool spool(Spool.Request request) throws IOException {
            if (closed) {
                throw new IOException("nobody listens any more");
            }
            if (spool.isPresent() && !spool.get().hasFailed()) {
                return spool.get();
            }
            ApiError.NO_SERVER_AVAILABLE.when(spool.isEmpty() && !reserve(size(mp3.sound())));
            Spool started = Spools.this.spool(mp3, Spool.Expected.all(mp3.sound()), request);
            spool = Optional.of(started);
            started.start();
            return started;
        }

        /** Called with the lock of all. Whether it waits for somebody to come back. */
        boolean rest() {
            if (spool.isEmpty() || !spool.get().pause()) {
                return false;
            }
            int number = ++rests;
            stay = Optional.of(turns.pool().stays().begin(() -> end(this, number)));
            return true;
        }

        /** Called with the lock of all. Somebody came. */
        void goOn() {
            if (stay.isPresent()) {
                stay.get().leave();
                stay = Optional.empty();
                spool.ifPresent(Spool::goOn);
            }
        }

        /** What is whole goes into the cache, into the room that was kept free for it. */
        synchronized void close() {
            closed = true;
            if (spool.isEmpty()) {
                return;
            }
            cache.release(size(mp3.sound()));
            if (spool.get().isWhole()) {
                keep(spool.get().file());
            }
            spool.get().stop();
        }

        private void keep(Path file) {
            Path second = work.resolve(UUID.randomUUID() + ".pcm");
            try {
                // Who is about to open the first name shall find it.
                cache.put(name(mp3), Files.createLink(second, file));
            } catch (IOException e) {
                LOG.infof("the decoded sound of %s is not kept: %s", mp3.sha256(), e);
            }
        }
    }
}
