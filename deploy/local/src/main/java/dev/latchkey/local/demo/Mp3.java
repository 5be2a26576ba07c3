package dev.latchkey.local.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an MP3 file really holds, read from the header of each of its frames.
 *
 * @param bitRates every bit rate that occurs, kbit/s; one = constant
 * @param sampleRate Hz
 * @param channels 1 or 2
 * @param frames how many there are
 * @param samples per channel, all frames together
 */
public record Mp3(Set<Integer> bitRates, int sampleRate, int channels, int frames, long samples) {

    private static final int HEADER = 4;
    private static final int ID3V1 = 128;
    private static final int MONO = 3;
    private static final int[] BIT_RATES_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] BIT_RATES_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] SAMPLE_RATES = {44_100, 48_000, 32_000};

    public Mp3 {
        bitRates = Set.copyOf(bitRates);
    }

    /** One frame's header; all that matters of it. */
    private record Frame(int bitRate, int sampleRate, int channels, int samples, int length) {}

    /**
     * Reads a file from its first byte to its last: after an optional ID3v2 tag there is frame after frame, after them
     * at most an ID3v1 tag.
     *
     * @throws IllegalArgumentException it is no MP3; says where and why
     */
    public static Mp3 read(byte[] file) {
        Set<Integer> bitRates = new TreeSet<>();
        Frame first = null;
        int frames = 0;
        long samples = 0;
        int position = afterId3v2(file);
        int end = startsWith(file, file.length - ID3V1, "TAG") ? file.length - ID3V1 : file.length;
        while (position < end) {
            Frame frame = frame(file, position);
            if (first != null && (frame.sampleRate != first.sampleRate || frame.samples != first.samples)) {
                throw new IllegalArgumentException("the sample rate changes at byte " + position);
            }
            if (position + frame.length > end) {
                throw new IllegalArgumentException("the last frame is cut at byte " + end);
            }
            first = first == null ? frame : first;
            bitRates.add(frame.bitRate);
            frames++;
            samples += frame.samples;
            position += frame.length;
        }
        if (first == null) {
            throw new IllegalArgumentException("there is no frame");
        }
        return new Mp3(bitRates, first.sampleRate, first.channels, frames, samples);
    }

    /** How long it plays. */
    public Duration duration() {
        return Duration.ofMillis(1000 * samples / sampleRate);
    }

    /** Whether every frame has this bit rate. */
    public boolean isConstantly(int kilobits) {
        return bitRates.equals(Set.of(kilobits));
    }

    private static Frame frame(byte[] file, int position) {
        if (position + HEADER > file.length) {
            throw new IllegalArgumentException("the file ends inside a frame header at byte " + position);
        }
        int header = (file[position] & 0xff) << 24
                | (file[position + 1] & 0xff) << 16
                | (file[position + 2] & 0xff) << 8
                | file[position + 3] & 0xff;
        int version = header >>> 19 & 3; // 0 = MPEG 2.5, 2 = MPEG 2, 3 = MPEG 1
        int layer = header >>> 17 & 3; // 1 = layer III
        int bitRateIndex = header >>> 12 & 15;
        int sampleRateIndex = header >>> 10 & 3;
        if (header >>> 21 != 0x7ff || version == 1 || layer != 1 || bitRateIndex % 15 == 0 || sampleRateIndex == 3) {
            throw new IllegalArgumentException("no MP3 frame at byte " + position);
        }
        boolean mpeg1 = version == 3;
        int bitRate = (mpeg1 ? BIT_RATES_1 : BIT_RATES_2)[bitRateIndex];
        int sampleRate = SAMPLE_RATES[sampleRateIndex] >> (mpeg1 ? 0 : version == 2 ? 1 : 2);
        int padding = header >>> 9 & 1;
        int samples = mpeg1 ? 1152 : 576;
        return new Frame(
                bitRate,
                sampleRate,
                (header >>> 6 & 3) == MONO ? 1 : 2,
                samples,
                samples / 8 * bitRate * 1000 / sampleRate + padding);
    }

    private static int afterId3v2(byte[] file) {
        if (!startsWith(file, 0, "ID3") || file.length < 10) {
            return 0;
        }
        return 10 + ((file[6] & 127) << 21 | (file[7] & 127) << 14 | (file[8] & 127) << 7 | file[9] & 127);
    }

    private static boolean startsWith(byte[] file, int position, String text) {
        return position >= 0
                && position + text.length() <= file.length
                && new String(file, position, text.length(), StandardCharsets.ISO_8859_1).equals(text);
    }
}
