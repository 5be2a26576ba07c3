package dev.latchkey.file.media;

import dev.latchkey.file.process.Child;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes with an ffmpeg child process that writes to a pipe: when we die, it dies of the broken pipe, unless it waits for
 * samples or is paused; then the next start ends it.
 *
 * <p>Decoding begins at a {@linkplain Mp3Layout.Slice#second whole second}. What is too much is cut off by sample, behind
 * the resampler.
 */
final class FfmpegEncoder implements Encoder {

    private final Ffmpeg ffmpeg;
    private final Path workingDirectory;

    FfmpegEncoder(Ffmpeg ffmpeg, Path workingDirectory) {
        this.ffmpeg = ffmpeg;
        this.workingDirectory = workingDirectory;
    }

    @Override
    public Encoding start(Source source, AudioFormat format, Mp3Layout.Slice slice, boolean prompt) throws IOException {
        return new FfmpegEncoding(ffmpeg.start(command(source, format, slice, prompt), workingDirectory));
    }

    /**
     * No bit reservoir and no frames that are not sound: so the length of every part of the MP3 follows from its
     * duration.
     */
    private List<String> command(Source source, AudioFormat format, Mp3Layout.Slice slice, boolean prompt) {
        long second = slice.second(format);
        long origin = second * format.sampleRate();
        Sound sound = source.sound();
        List<String> command = ffmpeg.command("error");
        if (second > source.startSecond()) {
            command.addAll(List.of("-ss", Long.toString(second - source.startSecond())));
        }
        command.addAll(
                source.raw()
                        ? Ffmpeg.raw(source.file(), sound.sampleRate(), sound.keptChannels())
                        : Ffmpeg.input(source.file(), sound.container()));
        command.addAll(List.of("-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1"));
        command.addAll(List.of("-af", filters(source, format, slice, origin)));
        command.addAll(List.of("-c:a", "libmp3lame", "-b:a", format.kilobitsPerSecond() + "k"));
        command.addAll(List.of("-ar", Integer.toString(format.sampleRate())));
        command.addAll(List.of("-ac", Integer.toString(format.mono() ? 1 : sound.keptChannels())));
        command.addAll(List.of("-reservoir", "0", "-write_xing", "0", "-id3v2_version", "0", "-threads", "1"));
        // What follows samples sees no end, and the last bytes may come only with that if they are to come together.
        boolean atOnce = prompt || source.raw();
        command.addAll(List.of("-flush_packets", atOnce ? "1" : "0", "-f", "mp3", "pipe:1"));
        return command;
    }

    /** Without the resampler where it has nothing to do: it copies every sample even then, 4 % of all work. */
    private static String filters(Source source, AudioFormat format, Mp3Layout.Slice slice, long origin) {
        List<String> filters = new ArrayList<>();
        if (source.raw()) {
            long second = origin / format.sampleRate();
            filters.add("atrim=end_sample="
                    + (source.sound().samples() - second * source.sound().sampleRate()));
        } else {
            Ffmpeg.choiceOfChannels(source.sound()).ifPresent(filters::add);
        }
        if (source.sound().sampleRate() != format.sampleRate()) {
            filters.add("aresample=" + format.sampleRate());
        }
        filters.add("atrim=start_pts=%d:end_pts=%d".formatted(slice.first() - origin, slice.end() - origin));
        filters.add("apad=whole_len=%d".formatted(slice.end() - slice.first()));
        return String.join(",", filters);
    }

    private record FfmpegEncoding(Child child) implements Encoding {

        @Override
        public InputStream mp3() {
            return child.output();
        }

        @Override
        public String complaint() {
            return child.complaints();
        }

        @Override
        public void stepBack() {
            child.stepBack();
        }

        @Override
        public boolean pause() {
            return child.pause();
        }

        @Override
        public void goOn() {
            child.goOn();
        }

        @Override
        public void stop() {
            child.kill();
        }

        @Override
        public void close() {
            child.close();
        }
    }
}
