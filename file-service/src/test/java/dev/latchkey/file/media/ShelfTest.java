package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.cache.FileCache;
import dev.latchkey.protocol.testing.MutableClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShelfTest {

    private static final int SEGMENTS = 3;
    /** 49 frames at 128 kbit/s and 44.1 kHz. */
    private static final int BLOCK = 20_480;

    @TempDir
    Path directory;

    @Test
    void a_segment_is_there_while_all_of_them_become_one() throws Exception {
        Sound sound = new Sound(44_100, 2, (SEGMENTS * 49L - 1) * 1152, true, Optional.empty());
        AskedClock clock = new AskedClock();
        Shelf shelf = new Shelf(new FileCache(directory.resolve("cache"), 1 << 20, clock), directory);
        Mp3 mp3 = new Mp3("source", () -> directory, sound, Mp3Layout.of(sound, 128, 1), "test");
        shelf.put(mp3, 0, block(0));
        shelf.put(mp3, 1, block(1));
        Path last = block(2);

        // The cache asks for the time when it has found a file, and before anybody can open it.
        clock.whenAsked(() -> shelf.put(mp3, 2, last));

        assertThat(firstByte(shelf, mp3, 1)).isEqualTo((byte) 1);
        assertThat(shelf.whole(mp3)).isPresent();
        assertThat(directory.resolve("cache").resolve(mp3.segmentName(1))).doesNotExist();
        assertThat(firstByte(shelf, mp3, 1)).isEqualTo((byte) 1);
    }

    private static byte firstByte(Shelf shelf, Mp3 mp3, int index) throws IOException {
        Shelf.Kept kept = shelf.open(mp3, index).orElseThrow();
        try (FileChannel bytes = kept.bytes()) {
            ByteBuffer one = ByteBuffer.allocate(1);
            bytes.read(one, kept.origin());
            return one.get(0);
        }
    }

    private Path block(int number) throws IOException {
        byte[] bytes = new byte[BLOCK];
        bytes[0] = (byte) number;
        return Files.write(directory.resolve(number + ".made"), bytes);
    }

    /** Something happens, once, at the moment when somebody asks for the time. */
    private static final class AskedClock extends MutableClock {

        private Runnable event = () -> {};

        AskedClock() {
            super(Instant.EPOCH);
        }

        void whenAsked(Runnable happens) {
            event = happens;
        }

        @Override
        public Instant instant() {
            Runnable happens = event;
            event = () -> {};
            happens.run();
            return super.instant();
        }
    }
}
