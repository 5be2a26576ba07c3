package dev.latchkey.file.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.testing.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class FileCacheTest {

    @TempDir
    Path directory;

    private final MutableClock clock = new MutableClock(Instant.now());
    private FileCache cache;

    @BeforeEach
    void open() throws IOException {
        cache = new FileCache(directory.resolve("cache"), 100, clock);
    }

    @Test
    void what_was_put_is_found() throws IOException {
        put("a", 40);

        assertThat(cache.find("a")).hasValueSatisfying(file -> assertThat(file).hasSize(40));
        assertThat(cache.find("b")).isEmpty();
        assertThat(cache.bytes()).isEqualTo(40);
    }

    @Test
    void the_least_recently_used_makes_room() throws IOException {
        put("a", 40);
        put("b", 40);
        cache.find("a");
        put("c", 40);

        assertThat(cache.find("a")).isPresent();
        assertThat(cache.find("b")).isEmpty();
        assertThat(cache.find("c")).isPresent();
        assertThat(cache.bytes()).isEqualTo(80);
    }

    @Test
    void what_is_larger_than_the_cache_is_not_kept_and_drives_nothing_out() throws IOException {
        put("a", 40);
        put("huge", 101);

        assertThat(cache.find("huge")).isEmpty();
        assertThat(cache.find("a")).isPresent();
        assertThat(directory.resolve("huge")).doesNotExist();
    }

    @Test
    void what_is_removed_is_gone_and_frees_its_room() throws IOException {
        put("a", 40);
        put("b", 40);
        assertThat(cache.hasAll(List.of("a", "b"))).isTrue();
        assertThat(cache.names()).containsExactlyInAnyOrder("a", "b");
        cache.remove("a");

        assertThat(cache.names()).containsExactly("b");
        assertThat(cache.hasAll(List.of("a", "b"))).isFalse();
        assertThat(directory.resolve("cache").resolve("a")).doesNotExist();
        assertThat(cache.bytes()).isEqualTo(40);
    }

    @Test
    void putting_the_same_again_counts_once() throws IOException {
        put("a", 40);
        put("a", 50);

        assertThat(cache.bytes()).isEqualTo(50);
    }

    @Test
    void a_restart_knows_what_is_there_and_what_was_used_last() throws IOException {
        put("a", 40);
        clock.advance(Duration.ofMinutes(1));
        put("b", 40);
        clock.advance(Duration.ofHours(1));
        cache.find("a");

        FileCache restarted = new FileCache(directory.resolve("cache"), 60, clock);

        assertThat(restarted.find("a")).isPresent();
        assertThat(restarted.find("b")).isEmpty();
        assertThat(restarted.bytes()).isEqualTo(40);
    }

    @Test
    void a_file_that_somebody_removed_is_forgotten() throws IOException {
        put("a", 40);
        Files.delete(cache.find("a").orElseThrow());

        assertThat(cache.find("a")).isEmpty();
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void room_that_is_reserved_is_kept_free_until_it_is_given_back() throws IOException {
        put("old", 40);
        put("new", 40);

        assertThat(cache.reserve(50)).isTrue();
        assertThat(cache.find("old")).as("made room").isEmpty();
        assertThat(cache.find("new")).isPresent();
        put("large", 60);
        assertThat(cache.find("large")).as("no room for it").isEmpty();
        assertThat(cache.find("new")).as("is not driven out in vain").isPresent();
        assertThat(cache.reserve(51)).isFalse();
        assertThat(cache.find("new")).isPresent();

        cache.release(50);
        put("large", 60);
        assertThat(cache.find("large")).isPresent();
        assertThat(cache.bytes()).isEqualTo(100);
    }

    @Test
    @Timeout(30)
    void who_wants_room_waits_until_others_give_some_back() throws Exception {
        assertThat(cache.reserve(60)).isTrue();
        assertThat(cache.reserve(50, Duration.ofMillis(20)))
                .as("nobody gave any back")
                .isFalse();
        assertThat(cache.reserve(101, Duration.ofDays(1)))
                .as("there never will be")
                .isFalse();

        Thread other = Thread.ofVirtual().start(() -> cache.release(60));

        assertThat(cache.reserve(50, Duration.ofDays(1))).isTrue();
        other.join();
        assertThat(cache.reserve(51)).isFalse();
    }

    private void put(String name, int size) throws IOException {
        cache.put(name, Files.write(directory.resolve(name), new byte[size]));
    }
}
