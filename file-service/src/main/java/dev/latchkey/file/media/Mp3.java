package dev.latchkey.file.media;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The MP3 of a blob at one bit rate, of which everything is known but the bytes. */
public final class Mp3 {

    private final String sha256;
    private final Original source;
    private final Sound sound;
    private final Mp3Layout layout;
    private final String definition;

    /** @param definition what else decides about the bytes */
    Mp3(String sha256, Original source, Sound sound, Mp3Layout layout, String definition) {
        this.sha256 = sha256;
        this.source = source;
        this.sound = sound;
        this.layout = layout;
        this.definition = definition;
    }

    /** How many bytes it has. */
    public long length() {
        return layout.length();
    }

    /** The bit rate that is really served, in kbit/s. */
    public int bitRate() {
        return layout.format().kilobitsPerSecond();
    }

    /** Where the frame begins that sounds at the given time; the end for what lies behind it. */
    public long positionOf(Duration time) {
        return layout.positionOf(time);
    }

    /** Equal for equal bytes only: the same on every replica with the same ffmpeg. Fit for entity tags and file names. */
    public String name() {
        return sha256 + "-mp3-" + bitRate() + "-" + definition;
    }

    String sha256() {
        return sha256;
    }

    Original source() {
        return source;
    }

    Sound sound() {
        return sound;
    }

    Mp3Layout layout() {
        return layout;
    }

    /** What a segment is called; the only one is the whole. */
    String segmentName(int segment) {
        return layout.segments() == 1 ? name() : name() + "." + segment;
    }

    List<String> segmentNames() {
        return IntStream.range(0, layout.segments()).mapToObj(this::segmentName).toList();
    }
}
