package dev.latchkey.file.media;

import java.util.ArrayList;
import java.util.List;

/**
 * Walks through an MP3 from frame header to frame header, as a player does. Written from the standard's tables, apart
 * from the code under test.
 */
record Mp3Frames(List<Integer> bitRates, List<Integer> sampleRates, List<Integer> positions, int bytes) {

    private static final int[] RATES_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] RATES_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] SAMPLES_1 = {44_100, 48_000, 32_000};

    /** Reads to the end; what is no frame is an error, so ID3 tags and garbage are found out. */
    static Mp3Frames of(byte[] mp3) {
        List<Integer> bitRates = new ArrayList<>();
        List<Integer> sampleRates = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        int at = 0;
        while (at + 4 <= mp3.length) {
            int header = (mp3[at] & 0xFF) << 24
                    | (mp3[at + 1] & 0xFF) << 16
                    | (mp3[at + 2] & 0xFF) << 8
                    | mp3[at + 3] & 0xFF;
            if (header >>> 21 != 0x7FF || (header >>> 17 & 3) != 1) {
                throw new AssertionError("no layer III frame at byte " + at + ": " + Integer.toHexString(header));
            }
            boolean first = (header >>> 19 & 3) == 3;
            int bitRate = (first ? RATES_1 : RATES_2)[header >>> 12 & 15];
            int sampleRate = SAMPLES_1[header >>> 10 & 3] / (first ? 1 : 2);
            int padding = header >>> 9 & 1;
            bitRates.add(bitRate);
            sampleRates.add(sampleRate);
            positions.add(at);
            at += (first ? 144_000 : 72_000) * bitRate / sampleRate + padding;
        }
        if (at != mp3.length) {
            throw new AssertionError("the last frame ends at " + at + " of " + mp3.length);
        }
        return new Mp3Frames(bitRates, sampleRates, positions, mp3.length);
    }

    int samplesPerFrame() {
        return sampleRates.getFirst() >= 32_000 ? 1152 : 576;
    }

    double seconds() {
        return (double) positions.size() * samplesPerFrame() / sampleRates.getFirst();
    }

    /** What somebody with a stop watch would measure. */
    double kilobitsPerSecond() {
        return bytes * 8 / 1000.0 / seconds();
    }
}
