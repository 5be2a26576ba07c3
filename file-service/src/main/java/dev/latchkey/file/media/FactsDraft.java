package dev.latchkey.file.media;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Media facts while a report is being read; knows what the facts mean, where the readers know how they are written. */
final class FactsDraft {

    /** Of no use in a tag, and PostgreSQL takes no NUL. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private static final int LONGEST_TAG = 500;
    private static final int FULL_TURN = 360;

    private final Map<String, String> tags = new HashMap<>();
    private boolean picture;
    private boolean audio;
    private boolean video;
    private MediaFacts.@Nullable Cover cover;
    private @Nullable Integer width;
    private @Nullable Integer height;
    private @Nullable Duration duration;
    private @Nullable String audioCodec;
    private @Nullable String videoCodec;
    private @Nullable Integer sampleRate;
    private @Nullable Integer audioBitRate;
    private @Nullable Integer videoBitRate;
    private @Nullable Double framesPerSecond;
    private @Nullable Integer rotation;

    /** The name ffmpeg gives the file's format. */
    void format(String name) {
        picture = name.endsWith("_pipe") || name.equals("gif") || name.equals("ico") || name.equals("image2");
    }

    void duration(Duration value) {
        duration = value;
    }

    /** A tag of the file or of one of its streams; the first one of a name counts. */
    void tag(String name, String value) {
        String clean = CONTROL.matcher(value).replaceAll(" ").strip();
        if (!clean.isEmpty()) {
            tags.putIfAbsent(
                    name.toLowerCase(Locale.ROOT),
                    clean.length() <= LONGEST_TAG ? clean : clean.substring(0, LONGEST_TAG));
        }
    }

    /**
     * A sound track; one without a sample rate cannot be decoded and does not count. The first one is the file's sound.
     */
    void audio(String codec, @Nullable Integer rate, @Nullable Integer bitRate) {
        if (!audio && rate != null && rate > 0) {
            audio = true;
            audioCodec = codec;
            sampleRate = rate;
            audioBitRate = bitRate;
        }
    }

    /** Moving pictures, or the one picture of a picture file; never cover art. The first ones count. */
    void video(
            String codec, @Nullable Integer x, @Nullable Integer y, @Nullable Integer bitRate, @Nullable Double fps) {
        if (!video && x != null && y != null && x > 0 && y > 0) {
            video = true;
            videoCodec = codec;
            width = x;
            height = y;
            videoBitRate = bitRate;
            framesPerSecond = fps;
        }
    }

    /** A picture that comes with sound or film; one without a size cannot be decoded and does not count. The first one does. */
    void cover(String codec, @Nullable Integer x, @Nullable Integer y) {
        if (cover == null && x != null && y != null && x > 0 && y > 0) {
            cover = new MediaFacts.Cover(codec, x, y);
        }
    }

    /** Clockwise degrees, any multiple of 90. */
    void rotation(int degrees) {
        rotation = Math.floorMod(degrees, FULL_TURN);
    }

    Optional<MediaFacts> facts() {
        if (!audio && !video) {
            return Optional.empty();
        }
        boolean moving = video && !picture;
        return Optional.of(new MediaFacts(
                audio,
                moving,
                Optional.ofNullable(cover),
                Optional.ofNullable(width),
                Optional.ofNullable(height),
                picture ? Optional.empty() : Optional.ofNullable(duration),
                tag("artist"),
                tag("album"),
                tag("title"),
                tag("genre"),
                tag("track").or(() -> tag("tracknumber")),
                Optional.ofNullable(audioCodec),
                moving ? Optional.ofNullable(videoCodec) : Optional.empty(),
                Optional.ofNullable(sampleRate),
                Optional.ofNullable(audioBitRate),
                moving ? Optional.ofNullable(videoBitRate) : Optional.empty(),
                moving ? Optional.ofNullable(framesPerSecond) : Optional.empty(),
                moving ? Optional.ofNullable(rotation) : Optional.empty()));
    }

    private Optional<String> tag(String name) {
        return Optional.ofNullable(tags.get(name));
    }
}
