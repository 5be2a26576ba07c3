package dev.latchkey.link.resolve;

import dev.latchkey.protocol.error.ApiError;
import java.util.regex.Pattern;

/**
 * How much sound a second holds.
 *
 * @param kilobits per second, 16 to 320
 */
public record AudioBitRate(int kilobits) {

    private static final int SMALLEST = 16;
    private static final int LARGEST = 320;
    private static final Pattern SHAPE = Pattern.compile("[0-9]{1,3}");

    /** What callers get who do not say. */
    static final AudioBitRate DEFAULT = new AudioBitRate(192);

    public AudioBitRate {
        ApiError.INVALID_AUDIO_BIT_RATE.when(kilobits < SMALLEST || kilobits > LARGEST);
    }

    /** Reads a rate from a request; 1801 for anything but a number from 16 to 320. */
    public static AudioBitRate valueOf(String wire) {
        ApiError.INVALID_AUDIO_BIT_RATE.when(!SHAPE.matcher(wire).matches());
        return new AudioBitRate(Integer.parseInt(wire));
    }
}
