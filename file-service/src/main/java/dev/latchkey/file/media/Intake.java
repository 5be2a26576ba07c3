package dev.latchkey.file.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;

/**
 * Takes in what an encoder makes and tells the listeners. An encoder hands out single frames, and each piece costs all
 * listeners a look: so after the first piece, which goes out at once, pieces are let come together.
 */
final class Intake {

    private static final int BUFFER = 64 * 1024;
    private static final int SYNC = 0xE0;

    private final Segment segment;
    private final FileChannel channel;
    private final long length;
    private final Rests rests;
    private final Beginning begun;
    private final byte[] buffer = new byte[BUFFER];

    /** Told that there is something to play; nothing more is taken before it returns. */
    interface Beginning {
        void happened() throws InterruptedException;
    }

    /**
     * @param length how many bytes are wanted
     * @param rests  between the pieces
     * @param begun  told once the first ones can be played, if there will be more
     */
    Intake(Segment segment, FileChannel channel, long length, Rests rests, Beginning begun) {
        this.segment = segment;
        this.channel = channel;
        this.length = length;
        this.rests = rests;
        this.begun = begun;
    }

    /**
     * Leaves out the lead-in and takes the rest, until there is as much as wanted or no more comes.
     *
     * @return how many bytes were taken
     */
    long take(InputStream mp3, long leadIn) throws IOException, InterruptedException {
        for (long left = leadIn; left > 0; ) {
            int count = mp3.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                return 0;
            }
            left -= count;
        }
        long position = 0;
        long start = 0;
        while (position < length) {
            int count = next(mp3, Math.min(buffer.length, length - position));
            if (count == 0) {
                break;
            }
            boolean first = position == 0;
            if (first) {
                checkBeginning(count);
            }
            write(count);
            position += count;
            tell(position);
            if (first && position < length) {
                start = System.nanoTime();
                begun.happened();
            }
            if (position < length) {
                letCome(rests.after(count, position, Duration.ofNanos(System.nanoTime() - start)));
            }
        }
        return position;
    }

    /** Waits for a byte and takes what is there then: a mere read goes on for as long as more comes, frame by frame. */
    private int next(InputStream mp3, long room) throws IOException {
        int first = mp3.read();
        if (first < 0) {
            return 0;
        }
        buffer[0] = (byte) first;
        return 1 + mp3.readNBytes(buffer, 1, (int) Math.min(mp3.available(), room - 1));
    }

    private void write(int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void tell(long position) {
        if (position == length) {
            segment.finished(length);
        } else {
            segment.grown(position);
        }
    }

    private static void letCome(long millis) throws InterruptedException {
        if (millis > 0) {
            Thread.sleep(Rests.untilNextBeat(millis, Duration.ofNanos(System.nanoTime())));
        }
    }

    /** Should an encoder cut its frames in another way than we reckon, nobody shall get noise. */
    private void checkBeginning(int count) throws IOException {
        if (count > 1 && ((buffer[0] & 0xFF) != 0xFF || (buffer[1] & SYNC) != SYNC)) {
            throw new IOException("the encoder's frames lie elsewhere");
        }
    }
}
