package dev.latchkey.file.media;

import java.time.Duration;
import java.util.Optional;

/**
 * What a probe found in a file.
 *
 * @param hasAudio        whether it has a sound track that can be decoded
 * @param hasVideo        whether it has moving pictures; cover art does not count
 * @param cover           the picture that comes with the sound or film; the first one if there are more
 * @param width           width in pixels of the video or picture
 * @param height          height in pixels of the video or picture
 * @param duration        playing time
 * @param artist          tag; likewise album, title, genre and track number
 * @param audioCodec      codec name as ffmpeg calls it, such as {@code mp3}; likewise the video codec
 * @param audioSampleRate samples a second
 * @param audioBitRate    kbit/s; likewise the video bit rate
 * @param framesPerSecond frames of video a second
 * @param rotation        clockwise degrees by which a player turns the video: 0, 90, 180 or 270
 */
public record MediaFacts(
        boolean hasAudio,
        boolean hasVideo,
        Optional<Cover> cover,
        Optional<Integer> width,
        Optional<Integer> height,
        Optional<Duration> duration,
        Optional<String> artist,
        Optional<String> album,
        Optional<String> title,
        Optional<String> genre,
        Optional<String> trackno,
        Optional<String> audioCodec,
        Optional<String> videoCodec,
        Optional<Integer> audioSampleRate,
        Optional<Integer> audioBitRate,
        Optional<Integer> videoBitRate,
        Optional<Double> framesPerSecond,
        Optional<Integer> rotation) {

    /**
     * Cover art.
     *
     * @param codec  how ffmpeg calls its format, such as {@code mjpeg} or {@code png}
     * @param width  in pixels
     * @param height in pixels
     */
    public record Cover(String codec, int width, int height) {}
}
