package dev.latchkey.protocol.remote;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * What a media file says of itself; each part only where it is known. Types as clients of the dialect expect them.
 *
 * @param width pixels
 * @param height pixels
 * @param artist tag
 * @param album tag
 * @param title tag
 * @param genre tag
 * @param trackNo tag, as written in the file
 * @param duration seconds with a fraction, as text
 * @param fps frames per second, as text
 * @param videoCodec short name, such as {@code h264}
 * @param audioCodec short name, such as {@code aac}
 * @param videoBitRate kbit/s
 * @param audioBitRate kbit/s
 * @param audioSampleRate Hz
 * @param rotate 0, 90, 180 or 270 degrees
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record MediaTags(
        Optional<Integer> width,
        Optional<Integer> height,
        Optional<String> artist,
        Optional<String> album,
        Optional<String> title,
        Optional<String> genre,
        Optional<String> trackNo,
        Optional<String> duration,
        Optional<String> fps,
        Optional<String> videoCodec,
        Optional<String> audioCodec,
        Optional<Integer> videoBitRate,
        Optional<Integer> audioBitRate,
        Optional<Integer> audioSampleRate,
        Optional<Integer> rotate) {

    /** Nothing known. */
    public static final MediaTags NONE = new MediaTags(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
