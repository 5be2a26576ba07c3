package dev.latchkey.file.media;

import dev.latchkey.file.process.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Looks with ffprobe where there is one, else reads what ffmpeg says of its input; a few files at a time. */
final class FfmpegProbe implements Probe {

    private final Ffmpeg ffmpeg;
    private final Path workingDirectory;
    private final Duration limit;
    private final Semaphore turns;

    FfmpegProbe(Ffmpeg ffmpeg, Path workingDirectory, int atOnce, Duration limit) {
        this.ffmpeg = ffmpeg;
        this.workingDirectory = workingDirectory;
        this.limit = limit;
        this.turns = new Semaphore(atOnce, true);
    }

    @Override
    public Optional<MediaFacts> look(Path file) throws IOException, InterruptedException {
        long start = System.nanoTime();
        if (!turns.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("no turn to probe within " + limit);
        }
        try {
            if (ffmpeg.ffprobe().isPresent()) {
                Child.Said said = ask(ffprobe(ffmpeg.ffprobe().get(), file), left(start));
                if (said.exit() == 0) {
                    return new FfprobeReport().read(said.output());
                }
            }
            Child.Said said = ask(ffmpegInfo(file), left(start));
            Optional<MediaFacts> facts = new FfmpegReport().read(said.complaints());
            if (facts.isEmpty()) {
                Ffmpeg.checkOpened(file, said.complaints());
            }
            return facts;
        } finally {
            turns.release();
        }
    }

    private Duration left(long start) {
        return limit.minusNanos(System.nanoTime() - start);
    }

    private Child.Said ask(List<String> command, Duration left) throws IOException, InterruptedException {
        try (Child child = ffmpeg.start(command, workingDirectory)) {
            Child.Said said = child.finish(left);
            if (said.cutShort() || Ffmpeg.wasStopped(said.exit())) {
                throw new IOException("stopped, or more to say than is read: " + said.exit());
            }
            return said;
        }
    }

    private static List<String> ffprobe(Path ffprobe, Path file) {
        List<String> command = new ArrayList<>(List.of(ffprobe.toString(), "-v", "error", "-hide_banner"));
        command.addAll(List.of("-of", "json", "-show_format", "-show_streams", "-threads", "1"));
        command.addAll(Ffmpeg.input(file));
        return command;
    }

    private List<String> ffmpegInfo(Path file) {
        List<String> command = new ArrayList<>(List.of(ffmpeg.binary().toString(), "-hide_banner", "-nostdin"));
        command.addAll(List.of("-threads", "1"));
        command.addAll(Ffmpeg.input(file));
        return command;
    }
}
