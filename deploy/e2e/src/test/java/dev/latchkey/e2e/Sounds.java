package dev.latchkey.e2e;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Real media files, made on the spot. */
final class Sounds {

    private static final int RATE = 44_100;
    private static final int CHANNELS = 2;
    private static final int FRAME_BYTES = CHANNELS * Short.BYTES;
    private static final int PCM_HEADER = 36;
    private static final int PICTURE_SIDE = 32;
    private static final int PICTURES_PER_SECOND = 10;
    private static final int KEY_FRAME = 0x10;

    private Sounds() {}

    /** A WAV file, 16 bit stereo: a rising tone on the left, a steady one on the right. */
    static byte[] wav(Duration length) {
        byte[] sound = pcm(length);
        return buffer(8 + PCM_HEADER + sound.length)
                .put(ascii("RIFF"))
                .putInt(PCM_HEADER + sound.length)
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .put(waveFormat())
                .put(ascii("data"))
                .putInt(sound.length)
                .put(sound)
                .array();
    }

    /** A video: an AVI file of plain RGB pictures that fade, with the sound of {@link #wav}. */
    static byte[] avi(Duration length) {
        byte[] sound = pcm(length);
        int pictures = (int) (length.toMillis() * PICTURES_PER_SECOND / 1000);
        int pictureBytes = 3 * PICTURE_SIDE * PICTURE_SIDE;
        int soundBytes = sound.length / pictures / FRAME_BYTES * FRAME_BYTES;

        byte[] mainHeader = buffer(56)
                .putInt(1_000_000 / PICTURES_PER_SECOND)
                .putInt(PICTURES_PER_SECOND * (pictureBytes + soundBytes))
                .putInt(0)
                .putInt(KEY_FRAME) // has an index
                .putInt(pictures)
                .putInt(0)
                .putInt(2) // streams
                .putInt(pictureBytes)
                .putInt(PICTURE_SIDE)
                .putInt(PICTURE_SIDE)
                .array();
        byte[] pictureFormat = buffer(40)
                .putInt(40)
                .putInt(PICTURE_SIDE)
                .putInt(PICTURE_SIDE)
                .putShort((short) 1)
                .putShort((short) 24)
                .putInt(0)
                .putInt(pictureBytes)
                .array();

        ByteArrayOutputStream movie = new ByteArrayOutputStream();
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        movie.writeBytes(ascii("movi"));
        for (int number = 0; number < pictures; number++) {
            byte[] picture = new byte[pictureBytes];
            Arrays.fill(picture, (byte) (number * 255 / pictures));
            append(movie, index, "00db", picture);
            append(movie, index, "01wb", Arrays.copyOfRange(sound, number * soundBytes, (number + 1) * soundBytes));
        }
        byte[] video = list(
                "strl",
                chunk("strh", streamHeader("vids", 1, PICTURES_PER_SECOND, pictures, pictureBytes, 0)),
                chunk("strf", pictureFormat));
        byte[] audio = list(
                "strl",
                chunk(
                        "strh",
                        streamHeader(
                                "auds",
                                FRAME_BYTES,
                                RATE * FRAME_BYTES,
                                pictures * soundBytes / FRAME_BYTES,
                                soundBytes,
                                FRAME_BYTES)),
                chunk("strf", waveFormat()));
        byte[] header = list("hdrl", chunk("avih", mainHeader), video, audio);
        return chunk(
                "RIFF",
                join(ascii("AVI "), header, chunk("LIST", movie.toByteArray()), chunk("idx1", index.toByteArray())));
    }

    private static byte[] pcm(Duration length) {
        int frames = (int) (length.toMillis() * RATE / 1000);
        ByteBuffer sound = buffer(frames * FRAME_BYTES);
        double phase = 0;
        for (int frame = 0; frame < frames; frame++) {
            phase += 2 * Math.PI * (220 + 660.0 * frame / frames) / RATE;
            sound.putShort((short) (9000 * Math.sin(phase)));
            sound.putShort((short) (9000 * Math.sin(2 * Math.PI * 330 * frame / RATE)));
        }
        return sound.array();
    }

    private static byte[] waveFormat() {
        return buffer(16)
                .putShort((short) 1)
                .putShort((short) CHANNELS)
                .putInt(RATE)
                .putInt(RATE * FRAME_BYTES)
                .putShort((short) FRAME_BYTES)
                .putShort((short) Short.SIZE)
                .array();
    }

    private static byte[] streamHeader(String type, int scale, int rate, int length, int largest, int sampleSize) {
        return buffer(56)
                .put(ascii(type))
                .putInt(0) // no codec
                .putInt(0)
                .putInt(0)
                .putInt(0)
                .putInt(scale)
                .putInt(rate)
                .putInt(0)
                .putInt(length)
                .putInt(largest)
                .putInt(-1)
                .putInt(sampleSize)
                .array();
    }

    private static void append(ByteArrayOutputStream movie, ByteArrayOutputStream index, String name, byte[] data) {
        index.writeBytes(buffer(16)
                .put(ascii(name))
                .putInt(KEY_FRAME)
                .putInt(movie.size())
                .putInt(data.length)
                .array());
        movie.writeBytes(chunk(name, data));
    }

    private static byte[] list(String type, byte[]... chunks) {
        return chunk("LIST", join(ascii(type), join(chunks)));
    }

    /** All our chunks have an even length, so none needs padding. */
    private static byte[] chunk(String name, byte[] data) {
        return buffer(8 + data.length)
                .put(ascii(name))
                .putInt(data.length)
                .put(data)
                .array();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
