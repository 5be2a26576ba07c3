package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.cache.FileCache;
import dev.latchkey.protocol.testing.MutableClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShelfTest {

    private static final int SEGMENTS = 3;
    /** 49 frames at 128 kbit/s and 44.1 kHz. */
    private static final int BLOCK = 20_480;

    private static final long CAPACITY_WITHOUT_JOINING = (SEGMENTS + 1) * BLOCK;

    @TempDir
    Path directory;

    private final Sound sound = new Sound(44_100, 2, true, (SEGMENTS * 49L - 1) * 1152, true, Optional.empty());
    private final Mp3 mp3 = new Mp3("source", () -> directory, sound, Mp3Layout.of(sound, 128, 1), "test");
    private final List<Runnable> background = new ArrayList<>();

    @Test
    void a_segment_is_there_while_all_of_them_become_one() throws Exception {
        AskedClock clock = new AskedClock();
        Shelf shelf = shelf(clock, 1 << 20);
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

    @Test
    void segments_that_were_not_joined_when_the_service_died_are_joined_when_somebody_asks() throws Exception {
        Shelf died = shelf(Clock.systemUTC(), CAPACITY_WITHOUT_JOINING);
        for (int i = 0; i < SEGMENTS; i++) {
            died.put(mp3, i, block(i));
        }
        assertThat(died.whole(mp3)).as("too large to be there twice").isEmpty();

        Shelf restarted = shelf(Clock.systemUTC(), 1 << 20);
        assertThat(restarted.whole(mp3)).as("nobody waits for it").isEmpty();
        assertThat(background).hasSize(1);
        background.forEach(Runnable::run);

        assertThat(restarted.whole(mp3))
                .hasValueSatisfying(whole -> assertThat(whole).hasSize((long) SEGMENTS * BLOCK));
        assertThat(directory.resolve("cache").toFile().list()).containsExactly(mp3.name());
        assertThat(firstByte(restarted, mp3, 2)).isEqualTo((byte) 2);
    }

    @Test
    void what_has_no_room_to_be_there_twice_stays_in_segments() throws Exception {
        Shelf shelf = shelf(Clock.systemUTC(), CAPACITY_WITHOUT_JOINING);
        for (int i = 0; i < SEGMENTS; i++) {
            shelf.put(mp3, i, block(i));
        }

        assertThat(shelf.whole(mp3)).isEmpty();
        assertThat(background).isEmpty();
        assertThat(firstByte(shelf, mp3, 1)).isEqualTo((byte) 1);
    }

    @Test
    void what_could_not_be_joined_is_not_tried_again_at_every_request() throws Exception {
        Path nowhere = directory.resolve("nowhere");
        FileCache cache = new FileCache(directory.resolve("cache"), 1 << 20, Clock.systemUTC());
        Shelf died = new Shelf(cache, nowhere, background::add);
        for (int i = 0; i < SEGMENTS; i++) {
            died.put(mp3, i, block(i));
        }
        assertThat(died.whole(mp3)).isEmpty();
        assertThat(background).as("it was tried when the last one was put away").isEmpty();

        Shelf restarted = new Shelf(cache, nowhere, background::add);
        assertThat(restarted.whole(mp3)).isEmpty();
        background.forEach(Runnable::run);
        assertThat(restarted.whole(mp3)).isEmpty();
        assertThat(background).hasSize(1);
        assertThat(firstByte(restarted, mp3, 1)).isEqualTo((byte) 1);
    }

    private Shelf shelf(Clock clock, long capacity) throws IOException {
        return new Shelf(new FileCache(directory.resolve("cache"), capacity, clock), directory, background::add);
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
