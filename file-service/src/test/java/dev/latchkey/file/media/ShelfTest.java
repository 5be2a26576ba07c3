package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.cache.FileCache;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShelfTest {

    private static final int SEGMENTS = 3;
    /** 49 frames at 128 kbit/s and 44.1 kHz. */
    private static final int BLOCK = 20_480;

    private static final int TRIES = 100;

    @TempDir
    Path directory;

    @Test
    void a_segment_is_there_while_all_of_them_become_one() throws Exception {
        Sound sound = new Sound(44_100, 2, (SEGMENTS * 49L - 1) * 1152, true, Optional.empty());
        Mp3Layout layout = Mp3Layout.of(sound, 128, 1);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            for (int i = 0; i < TRIES; i++) {
                Path own = Files.createDirectories(directory.resolve("try" + i));
                Shelf shelf = new Shelf(new FileCache(own.resolve("cache"), 1 << 20, Clock.systemUTC()), own);
                Mp3 mp3 = new Mp3("source", () -> own, sound, layout, "test");
                shelf.put(mp3, 0, block(own, 0));
                shelf.put(mp3, 1, block(own, 1));
                Path last = block(own, 2);

                Future<?> joining = other.submit(() -> shelf.put(mp3, 2, last));
                do {
                    assertThat(firstByte(shelf, mp3, 1)).isEqualTo((byte) 1);
                } while (!joining.isDone());

                joining.get();
                assertThat(shelf.whole(mp3)).isPresent();
                assertThat(firstByte(shelf, mp3, 1)).isEqualTo((byte) 1);
            }
        }
    }

    private static byte firstByte(Shelf shelf, Mp3 mp3, int index) throws IOException {
        Shelf.Kept kept = shelf.open(mp3, index).orElseThrow();
        try (FileChannel bytes = kept.bytes()) {
            ByteBuffer one = ByteBuffer.allocate(1);
            bytes.read(one, kept.origin());
            return one.get(0);
        }
    }

    private static Path block(Path folder, int number) throws IOException {
        byte[] bytes = new byte[BLOCK];
        bytes[0] = (byte) number;
        return Files.write(folder.resolve(number + ".made"), bytes);
    }
}
