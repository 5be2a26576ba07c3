package dev.latchkey.file.media;

import java.util.Arrays;

/**
 * Which MP3 answers a wish for a bit rate. MPEG-1 (32 to 48 kHz) and MPEG-2 (16 to 24 kHz) each know a few rates only;
 * an encoder asked for another silently takes one that fits the sample rate, so the sample rate has to follow the bit
 * rate:
 *
 * <ul>
 *   <li>the wish is rounded to the nearest rate of either table, upwards from the middle;
 *   <li>below 64 kbit/s, and for 144, the sample rate is 16, 22.05 or 24 kHz; otherwise 32, 44.1 or 48 kHz;
 *   <li>of those, the one to which the source's rate stands in a whole ratio, since that keeps the sound cleanest;
 *   <li>at 16 and 24 kbit/s stereo would leave too little for each side: mono.
 * </ul>
 */
final class AudioBitRates {

    /** The lowest bit rate a caller may ask for. */
    static final int MIN = 16;

    /** The highest bit rate a caller may ask for. */
    static final int MAX = 320;

    private static final int[] RATES = {16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 192, 224, 256, 320};
    private static final int ONLY_MPEG2 = 144;
    private static final int FULL_SAMPLE_RATE_FROM = 64;
    private static final int MONO_BELOW = 32;

    private AudioBitRates() {}

    /** The bit rate that is served for the asked one; what lies outside 16 to 320 gets the nearer end. */
    static int nearest(int asked) {
        return Arrays.stream(RATES)
                .boxed()
                .reduce((best, rate) -> Math.abs(rate - asked) <= Math.abs(best - asked) ? rate : best)
                .orElseThrow();
    }

    /**
     * The MP3 to make.
     *
     * @param asked      kbit/s as the caller wants it
     * @param sourceRate samples a second of the sound it is made of
     */
    static AudioFormat format(int asked, int sourceRate) {
        int rate = nearest(asked);
        int full = fullSampleRate(sourceRate);
        boolean half = rate < FULL_SAMPLE_RATE_FROM || rate == ONLY_MPEG2;
        return new AudioFormat(rate, half ? full / 2 : full, rate < MONO_BELOW);
    }

    private static int fullSampleRate(int source) {
        if (source % 12_000 == 0) {
            return 48_000;
        }
        return source % 8_000 == 0 ? 32_000 : 44_100;
    }
}
