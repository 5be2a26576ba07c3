package dev.latchkey.file.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Transcodes with an ffmpeg child process that writes to a pipe: when we die, it dies of the broken pipe. */
final class FfmpegTranscoder implements Transcoder {

    private final Ffmpeg ffmpeg;
    private final Path workingDirectory;

    FfmpegTranscoder(Ffmpeg ffmpeg, Path workingDirectory) {
        this.ffmpeg = ffmpeg;
        this.workingDirectory = workingDirectory;
    }

    @Override
    public Transcoding start(Path source, AudioFormat format) throws IOException {
        return new FfmpegTranscoding(Child.start(command(source, format), workingDirectory));
    }

    /**
     * No bit reservoir and no frames that are not sound: so the length of every part of the MP3 follows from its
     * duration.
     */
    private List<String> command(Path source, AudioFormat format) {
        List<String> command = new ArrayList<>();
        command.add(ffmpeg.binary().toString());
        command.addAll(List.of("-v", "error", "-hide_banner", "-nostdin", "-threads", "1", "-filter_threads", "1"));
        command.addAll(Ffmpeg.input(source));
        command.addAll(List.of("-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1"));
        command.addAll(List.of("-c:a", "libmp3lame", "-b:a", format.kilobitsPerSecond() + "k"));
        command.addAll(List.of("-ar", Integer.toString(format.sampleRate())));
        if (format.mono()) {
            command.addAll(List.of("-ac", "1"));
        }
        command.addAll(List.of("-reservoir", "0", "-write_xing", "0", "-id3v2_version", "0", "-threads", "1"));
        command.addAll(List.of("-flush_packets", "1", "-f", "mp3", "pipe:1"));
        return command;
    }

    private record FfmpegTranscoding(Child child) implements Transcoding {

        @Override
        public InputStream mp3() {
            return child.output();
        }

        @Override
        public boolean isComplete() throws InterruptedException {
            return child.exit() == 0;
        }

        @Override
        public String complaint() {
            return child.complaints();
        }

        @Override
        public void close() {
            child.close();
        }
    }
}
