package dev.latchkey.file.media;

import java.time.Duration;

/**
 * The shape of an MP3 of constant bit rate without bit reservoir. Since every frame stands alone and has a size known
 * beforehand, samples, time and byte position convert into each other without looking at the bytes.
 *
 * @param kilobitsPerSecond bit rate in units of 1000 bit/s, legal at the sample rate
 * @param sampleRate        samples a second
 * @param mono              whether the sound is mixed down to one channel
 */
record AudioFormat(int kilobitsPerSecond, int sampleRate, boolean mono) {

    /** After so many frames the sizes repeat, at every sample rate and bit rate there is. */
    static final int BLOCK = 49;

    private static final int MPEG1_LOWEST_RATE = 32_000;
    private static final int MPEG1_SAMPLES = 1152;
    private static final int MPEG2_SAMPLES = 576;
    private static final int BITS_PER_KILOBIT = 1000;

    private static final long FEWEST = 2;

    /** By so many samples sound comes out of a decoder later than it went into the encoder: 576 and 529. */
    private static final int DELAY = 1105;

    /** Samples of each channel in one frame. */
    int samplesPerFrame() {
        return sampleRate >= MPEG1_LOWEST_RATE ? MPEG1_SAMPLES : MPEG2_SAMPLES;
    }

    /**
     * How many frames it takes until the last of so many samples has come out of a decoder; two at least, since players
     * take a single one for chance.
     */
    long framesOf(long samples) {
        return samples <= 0 ? 0 : Math.max(FEWEST, Math.ceilDiv(samples + DELAY, (long) samplesPerFrame()));
    }

    /**
     * How many bytes the first so many frames take. A frame holds whole bytes; what is left over adds up until a frame
     * gets one more. The encoder starts with that sum at zero, so the second frame is the first that can be longer.
     */
    long bytesOf(long frames) {
        if (frames <= 0) {
            return 0;
        }
        long scaled = samplesPerFrame() / Byte.SIZE * (long) BITS_PER_KILOBIT * kilobitsPerSecond;
        long padding = Math.ceilDiv((frames - 1) * (scaled % sampleRate), (long) sampleRate);
        return frames * (scaled / sampleRate) + padding;
    }

    /** How many bytes sound for a second. */
    long bytesPerSecond() {
        return (long) BITS_PER_KILOBIT * kilobitsPerSecond / Byte.SIZE;
    }

    /** Where in the MP3 the frame begins that sounds at the given time. */
    long positionOf(Duration time) {
        double samples = time.toNanos() / 1e9 * sampleRate;
        return bytesOf((long) (samples / samplesPerFrame()));
    }
}
