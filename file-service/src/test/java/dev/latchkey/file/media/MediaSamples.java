package dev.latchkey.file.media;

import java.nio.file.Path;

/** Sound for the tests of other features, and what they measure it with. */
public final class MediaSamples {

    private MediaSamples() {}

    /** Two tones for so many seconds. */
    public static Path tones(Path directory, String fileName, double seconds) {
        return Sounds.tones(directory, fileName, 44_100, seconds);
    }

    /** A tone that takes a while to transcode: some seconds of processor for all of it. */
    public static Path longHum(Path directory, String fileName) {
        return Sounds.hum(directory, fileName, 300);
    }

    /** A film with a tone. */
    public static Path film(Path directory, String fileName, double seconds) {
        return Sounds.film(directory, fileName, seconds, "-c:v", "libx264", "-c:a", "aac");
    }

    /** The bit rate of an MP3, measured over all its frames; fails if it is none. */
    public static double kilobitsPerSecond(byte[] mp3) {
        return Mp3Frames.of(mp3).kilobitsPerSecond();
    }

    /** The length of an MP3 in seconds. */
    public static double seconds(byte[] mp3) {
        return Mp3Frames.of(mp3).seconds();
    }

    /** How many ffmpegs this process has started and not ended. */
    public static long runningFfmpegs() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .filter(child -> child.info().command().orElse("").endsWith("ffmpeg"))
                .count();
    }
}
