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

/** Decoded sources, each decoded once for all who listen to any MP3 of it, and kept as long as the cache has room. */
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
            open.computeIfAbsent(mp3.sha256(), _ -> new Held(mp3)).listeners++;
        }
    }

    /** Somebody stops listening; the last one takes an unfinished spool along. */
    void release(Mp3 mp3) {
        Held last;
        synchronized (this) {
            Held held = open.get(mp3.sha256());
            if (held == null || --held.listeners > 0) {
                return;
            }
            last = open.remove(mp3.sha256());
        }
        if (last != null) {
            last.close();
        }
    }

    /**
     * From where to encode a part of the MP3 that ends with that sample; waits until the sample is decoded.
     *
     * @throws dev.latchkey.protocol.error.ApiException 5002 when too much decoded sound is in use, or too many decoders are,
     *     or too many wait
     */
    Encoder.Source source(Mp3 mp3, long end, Spool.Request request) throws IOException, InterruptedException {
        Sound sound = mp3.sound();
        if (sound.seekable() || !cache.fits(size(sound))) {
            return Encoder.Source.of(mp3.source().file(), sound);
        }
        Optional<Path> kept = cache.find(name(mp3)).filter(file -> isWhole(file, sound));
        if (kept.isPresent()) {
            return Encoder.Source.decoded(kept.get(), sound);
        }
        Held held;
        synchronized (this) {
            held = open.get(mp3.sha256());
        }
        if (held == null) {
            throw new IOException("nobody listens any more");
        }
        long needed = Math.ceilDiv(
                end * sound.sampleRate(), (long) mp3.layout().format().sampleRate());
        Spool spool = held.spool(request);
        spool.await(Math.min(sound.samples(), needed + sound.sampleRate()));
        return Encoder.Source.decoded(spool.file(), sound);
    }

    private static int sampleSize(Sound sound) {
        return sound.keptChannels() * Short.BYTES;
    }

    private static long size(Sound sound) {
        return sound.samples() * sampleSize(sound);
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

    /** What is decoded, and how many want it. */
    private final class Held {

        private final Mp3 mp3;
        private int listeners;
        private Optional<Spool> spool = Optional.empty();
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
            ApiError.NO_SERVER_AVAILABLE.when(spool.isEmpty() && !cache.reserve(size(mp3.sound())));
            Sound sound = mp3.sound();
            // Where a little less comes than was measured, silence follows.
            long least = Math.max(1, sound.samples() - sound.sampleRate());
            Spool.Expected expected = new Spool.Expected(sampleSize(sound), least);
            Path file = work.resolve(UUID.randomUUID() + ".pcm");
            Spool started = new Spool(file, expected, this::decode, turns, request);
            spool = Optional.of(started);
            started.start();
            return started;
        }

        /** What is whole goes into the cache, into the room that was kept free for it. */
        synchronized void close() {
            closed = true;
            if (spool.isEmpty()) {
                return;
            }
            cache.release(size(mp3.sound()));
            if (spool.get().has(mp3.sound().samples())) {
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

        private Child decode() throws IOException {
            List<String> command = ffmpeg.command("error");
            command.addAll(Ffmpeg.input(mp3.source().file(), mp3.sound().container()));
            command.addAll(List.of("-map", "0:a:0", "-vn", "-sn", "-dn"));
            command.addAll(List.of("-ar", Integer.toString(mp3.sound().sampleRate())));
            command.addAll(List.of("-ac", Integer.toString(mp3.sound().keptChannels()), "-f", "s16le", "pipe:1"));
            return ffmpeg.start(command, workingDirectory);
        }
    }
}
