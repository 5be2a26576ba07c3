package dev.latchkey.local.demo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

/**
 * A short piece of music, made on the spot: four chords, a bass, a tune that walks through them and a soft beat. Real
 * enough for an encoder to have something to do, and always the same bytes.
 *
 * @param wav the file: 16 bit PCM, stereo
 */
public record Song(byte[] wav, int sampleRate, Duration duration) {

    private static final int RATE = 44_100;
    private static final int CHANNELS = 2;
    private static final int HEADER = 44;
    private static final double BEAT = 0.5;
    private static final int BEATS = 40;
    /** Beats from one chord to the next. */
    private static final int BAR = 4;

    /** MIDI notes of A minor, F, C, G. */
    private static final int[][] CHORDS = {{57, 60, 64}, {53, 57, 60}, {48, 55, 64}, {55, 59, 62}};
    /** Steps through the chord, two a beat; -1 rests. */
    private static final int[] TUNE = {0, 1, 2, 1, 2, 0, -1, 1};

    private static final double TWO_PI = 2 * Math.PI;

    /** Plays it: 20 seconds. */
    public static Song play() {
        int frames = (int) (BEATS * BEAT * RATE);
        double[] left = new double[frames];
        double[] right = new double[frames];
        for (int beat = 0; beat < BEATS; beat++) {
            int[] chord = CHORDS[beat / BAR % CHORDS.length];
            double start = beat * BEAT;
            if (beat % BAR == 0) {
                tone(left, right, start, BAR * BEAT, chord[0] - 12, 0.22, 0.5);
                for (int voice = 0; voice < chord.length; voice++) {
                    tone(left, right, start, BAR * BEAT, chord[voice], 0.07, 0.2 + 0.3 * voice);
                }
            }
            for (int half = 0; half < 2; half++) {
                int step = TUNE[(2 * beat + half) % TUNE.length];
                if (step >= 0) {
                    tone(left, right, start + half * BEAT / 2, BEAT * 0.8, chord[step] + 12, 0.16, 0.3 + 0.4 * half);
                }
            }
            brush(left, right, start + BEAT / 2, beat);
        }
        return new Song(wav(left, right), RATE, Duration.ofMillis(1000L * frames / RATE));
    }

    /** A plucked note: a few harmonics that fade the faster the higher they are. Pan 0 is left, 1 right. */
    private static void tone(
            double[] left, double[] right, double start, double length, int note, double loudness, double pan) {
        double frequency = 440 * Math.pow(2, (note - 69) / 12.0);
        int from = (int) (start * RATE);
        int until = Math.min(left.length, (int) ((start + length) * RATE));
        for (int frame = from; frame < until; frame++) {
            double time = (double) (frame - from) / RATE;
            double attack = Math.min(1, time / 0.01);
            double release = Math.min(1, (double) (until - frame) / RATE / 0.03);
            double sample = 0;
            for (int harmonic = 1; harmonic <= 4; harmonic++) {
                double fade = Math.exp(-time * harmonic * 1.5);
                sample += fade / harmonic * Math.sin(TWO_PI * frequency * harmonic * time);
            }
            sample *= loudness * attack * release;
            left[frame] += sample * (1 - pan);
            right[frame] += sample * pan;
        }
    }

    private static void brush(double[] left, double[] right, double start, int seed) {
        Random noise = new Random(seed);
        int from = (int) (start * RATE);
        int until = Math.min(left.length, from + RATE / 12);
        for (int frame = from; frame < until; frame++) {
            double sample = noise.nextGaussian() * 0.03 * Math.exp(-(frame - from) / (RATE * 0.02));
            left[frame] += sample;
            right[frame] += sample;
        }
    }

    private static byte[] wav(double[] left, double[] right) {
        int bytes = left.length * CHANNELS * Short.BYTES;
        ByteBuffer file = ByteBuffer.allocate(HEADER + bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(HEADER - 8 + bytes).put(ascii("WAVE"));
        file.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) CHANNELS);
        file.putInt(RATE).putInt(RATE * CHANNELS * Short.BYTES).putShort((short) (CHANNELS * Short.BYTES));
        file.putShort((short) Short.SIZE).put(ascii("data")).putInt(bytes);
        for (int frame = 0; frame < left.length; frame++) {
            file.putShort(pcm(left[frame])).putShort(pcm(right[frame]));
        }
        return file.array();
    }

    private static short pcm(double sample) {
        return (short) Math.round(Math.clamp(sample, -1, 1) * Short.MAX_VALUE);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
