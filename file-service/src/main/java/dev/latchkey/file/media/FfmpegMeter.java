package dev.latchkey.file.media;

import dev.latchkey.file.process.Child;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes with ffmpeg, which writes a line for every piece it has decoded: when it sounds, how many samples and bytes
 * it has. That is a few hundred times faster than the music plays. Where the sound becomes another in the middle, of other
 * channels or another rate, ffmpeg makes all of it what it was at the beginning; but only if it has seen the beginning. Told
 * not to, it fails there. So what fails is decoded once more, and if there is more to it, no decoder may start in its
 * middle.
 */
final class FfmpegMeter implements SoundMeter {

    private static final Pattern INPUT = Pattern.compile("(?m)^Input #0, ([a-z0-9_]+)");
    private static final Pattern CODEC = Pattern.compile("(?m)^  Stream #0:\\d+\\S*: Audio: (\\w+)");
    private static final Pattern RATE = Pattern.compile("#sample_rate 0: (\\d{1,7})");

    /** What ffmpeg calls channels of which it knows no more than how many they are, or which no loudspeaker has. */
    private static final Pattern NO_LAYOUT = Pattern.compile("#channel_layout_name 0: (\\d{1,5} channels|ambisonic.*)");

    private static final Pattern PIECE =
            Pattern.compile("0, +-?\\d{1,18}, +(-?\\d{1,18}), +(\\d{1,18}), +(\\d{1,18}), .*");

    /**
     * Containers in which ffmpeg finds a sample again, and of what: raw streams, where it counts, and those that note
     * samples, each of which can be decoded without those before. Not among them: Matroska, which notes milliseconds;
     * vorbis, of which pieces differ in length; ADPCM, of which each sample depends on all before and places are
     * guessed; FLAC in Ogg, whose pages are found by halves. What is not listed is decoded from the beginning.
     */
    private static final Map<String, Pattern> EXACT = Map.of(
            "aac", Pattern.compile("aac"),
            "aiff", Pattern.compile("pcm_\\w+"),
            "flac", Pattern.compile("flac"),
            "mov", Pattern.compile("aac|alac|pcm_\\w+"),
            "mp3", Pattern.compile("mp3"),
            "ogg", Pattern.compile("opus"),
            "wav", Pattern.compile("pcm_\\w+"));

    /** What claims to be slower is no sound: a few bytes would play for hours. */
    private static final int LOWEST_RATE = 1_000;

    /** What takes longer lets others go first: hours of film shall not hold up a song. */
    private static final long SHORT_MILLIS = 1000;

    private final Ffmpeg ffmpeg;
    private final Path workingDirectory;
    private final Duration limit;
    private final ScheduledExecutorService alarm;

    /** @param limit how long decoding all of a file may take, by the clock on the wall */
    FfmpegMeter(Ffmpeg ffmpeg, Path workingDirectory, Duration limit, ScheduledExecutorService alarm) {
        this.ffmpeg = ffmpeg;
        this.workingDirectory = workingDirectory;
        this.limit = limit;
        this.alarm = alarm;
    }

    @Override
    public Sound measure(Path file) throws IOException, InterruptedException {
        Decoded steady = decode(file, List.of("-reinit_filter", "0"));
        if (steady.exit() == 0) {
            return steady.sound();
        }
        Sound all = decode(file, List.of()).sound();
        return all.samples() == steady.sound().samples() ? all : all.withoutSeeking();
    }

    private Decoded decode(Path file, List<String> howToReact) throws IOException, InterruptedException {
        List<String> command = ffmpeg.command("info");
        command.addAll(howToReact);
        command.addAll(Ffmpeg.input(file));
        command.addAll(List.of("-map", "0:a:0", "-vn", "-sn", "-dn", "-c:a", "pcm_s16le", "-f", "framecrc", "pipe:1"));
        try (Child child = ffmpeg.start(command, workingDirectory)) {
            AtomicBoolean late = new AtomicBoolean();
            Runnable end = () -> {
                late.set(true);
                child.kill();
            };
            ScheduledFuture<?> bell = alarm.schedule(end, limit.toMillis(), TimeUnit.MILLISECONDS);
            ScheduledFuture<?> longOne = alarm.schedule(child::stepBack, SHORT_MILLIS, TimeUnit.MILLISECONDS);
            Tally tally = new Tally();
            int exit;
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(child.output(), StandardCharsets.US_ASCII))) {
                lines.lines().forEach(tally::read);
            } finally {
                exit = child.exit();
                longOne.cancel(false);
                bell.cancel(false);
            }
            if (late.get()) {
                throw new IOException("not decoded within " + limit);
            }
            if (Ffmpeg.wasStopped(exit)) {
                throw new IOException("decoding was stopped: " + exit);
            }
            Sound sound = tally.sound(child.complaints());
            if (sound.isMissing()) {
                Ffmpeg.checkOpened(file, child.complaints());
            }
            return new Decoded(exit, sound);
        }
    }

    private record Decoded(int exit, Sound sound) {}

    /** Adds up the pieces. */
    private static final class Tally {

        private int rate;
        private long samples;
        private long bytes;
        private boolean channelLayoutKnown = true;
        private boolean gapless = true;

        void read(String line) {
            Matcher piece = PIECE.matcher(line);
            if (piece.matches()) {
                gapless &= Long.parseLong(piece.group(1)) == samples;
                samples += Long.parseLong(piece.group(2));
                bytes += Long.parseLong(piece.group(3));
                return;
            }
            channelLayoutKnown &= !NO_LAYOUT.matcher(line).matches();
            Matcher header = RATE.matcher(line);
            if (header.matches()) {
                rate = Integer.parseInt(header.group(1));
            }
        }

        Sound sound(String report) {
            if (samples == 0 || rate < LOWEST_RATE) {
                return Sound.NONE;
            }
            Matcher input = INPUT.matcher(report);
            Matcher codec = CODEC.matcher(report);
            Optional<String> container = input.find() ? Optional.of(input.group(1)) : Optional.empty();
            boolean exact = codec.find()
                    && container
                            .map(EXACT::get)
                            .filter(codecs -> codecs.matcher(codec.group(1)).matches())
                            .isPresent();
            int channels = Math.toIntExact(bytes / samples / Short.BYTES);
            return new Sound(rate, channels, channelLayoutKnown, samples, exact && gapless, container);
        }
    }
}
