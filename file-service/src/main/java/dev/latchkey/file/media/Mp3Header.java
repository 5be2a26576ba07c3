package dev.latchkey.file.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first four bytes of an MP3 this service made: they tell the sample rate, which follows the source. */
final class Mp3Header {

    private static final int[] SAMPLE_RATES = {44_100, 48_000, 32_000};
    private static final int LENGTH = 4;
    private static final int SAMPLE_RATE_SHIFT = 2;
    private static final int SAMPLE_RATE_MASK = 3;
    private static final int VERSION_SHIFT = 3;
    private static final int VERSION_MASK = 3;
    private static final int MPEG1 = 3;
    private static final int MODE_SHIFT = 6;
    private static final int MONO = 3;

    private Mp3Header() {}

    static AudioFormat formatOf(Path mp3, int kilobitsPerSecond) throws IOException {
        byte[] header;
        try (InputStream bytes = Files.newInputStream(mp3)) {
            header = bytes.readNBytes(LENGTH);
        }
        int rate = header.length < LENGTH ? SAMPLE_RATES.length : header[2] >> SAMPLE_RATE_SHIFT & SAMPLE_RATE_MASK;
        if (rate >= SAMPLE_RATES.length) {
            throw new IOException("not an MP3: " + mp3.toFile().getName());
        }
        boolean mpeg1 = (header[1] >> VERSION_SHIFT & VERSION_MASK) == MPEG1;
        boolean mono = (header[3] >> MODE_SHIFT & MONO) == MONO;
        return new AudioFormat(kilobitsPerSecond, mpeg1 ? SAMPLE_RATES[rate] : SAMPLE_RATES[rate] / 2, mono);
    }
}
