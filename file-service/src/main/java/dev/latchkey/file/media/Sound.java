package dev.latchkey.file.media;

import java.util.Optional;

/**
 * What came out when the first sound track of a file was decoded from beginning to end.
 *
 * @param sampleRate samples a second
 * @param channels   of the source, at its beginning
 * @param channelLayoutKnown whether ffmpeg knows which of them is heard where: without that, it cannot mix many into two
 * @param samples    of each channel that could really be decoded, whatever the file says of itself; 0 if none
 * @param seekable   whether a decoder that is started in the middle knows exactly at which sample it is
 * @param container  ffmpeg's name of what the sound was found in, where that is known
 */
record Sound(
        int sampleRate,
        int channels,
        boolean channelLayoutKnown,
        long samples,
        boolean seekable,
        Optional<String> container) {

    private static final int MOST_CHANNELS = 2;

    /** There is none, or none that can be decoded. */
    static final Sound NONE = new Sound(1, 0, true, 0, false, Optional.empty());

    boolean isMissing() {
        return samples == 0;
    }

    /** The same, to be decoded from the beginning only. */
    Sound withoutSeeking() {
        return new Sound(sampleRate, channels, channelLayoutKnown, samples, false, container);
    }

    /** Bytes of one sample of all channels that are kept, where it is decoded into a file: 16 bit each. */
    int sampleSize() {
        return keptChannels() * Short.BYTES;
    }

    /** How many channels an MP3 keeps of it. */
    int keptChannels() {
        return Math.min(channels, MOST_CHANNELS);
    }
}
