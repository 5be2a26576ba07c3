package dev.latchkey.file.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real process, really killed. */
@Timeout(120)
final class DirectoryStoreCrashTest {

    private static final int KILLS = 12;
    private static final Clock TOMORROW = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));

    @TempDir
    Path directory;

    @Test
    void a_process_killed_at_any_point_leaves_whole_blobs_and_nothing_the_sweep_does_not_take() throws Exception {
        Random random = new Random();
        List<String> told = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            told.addAll(storeUntilKilled(i % 3, random.nextInt(50)));
        }

        try (DirectoryStore store = new DirectoryStore(directory, TOMORROW)) {
            for (Path file : blobs()) {
                assertThat(ContentStoreContract.sha256(Files.readAllBytes(file)))
                        .isEqualTo(file.toFile().getName());
            }
            Set<String> needed = new HashSet<>(told);
            assertThat(needed).as("the children did store something").isNotEmpty();

            store.sweep(names -> difference(names, needed), Duration.ofHours(1), Duration.ofHours(6));

            assertThat(blobs().stream().map(file -> file.toFile().getName()))
                    .containsExactlyInAnyOrderElementsOf(needed);
            assertThat(directory.resolve("tmp")).isEmptyDirectory();
        }
    }

    /** Kills it some time after it has told of so many blobs: by then it stores another. */
    private List<String> storeUntilKilled(int blobs, int millis) throws Exception {
        Process child = StoringChild.start(List.of(), directory, "for-ever");
        List<String> told = new ArrayList<>();
        try (BufferedReader lines = child.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("ready");
            while (told.size() < blobs) {
                told.add(lines.readLine());
            }
            Thread killer = Thread.ofVirtual().start(() -> {
                sleep(millis);
                // By its handle: the process's own method closes the streams that are still read here.
                child.toHandle().destroyForcibly();
            });
            for (String line = lines.readLine(); line != null && line.length() == 64; line = lines.readLine()) {
                told.add(line);
            }
            killer.join();
        }
        child.waitFor();
        return told;
    }

    private List<Path> blobs() throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().getName().length() == 64)
                    .toList();
        }
    }

    private static Set<String> difference(Iterable<String> names, Set<String> needed) {
        Set<String> unreferenced = new HashSet<>();
        names.forEach(name -> {
            if (!needed.contains(name)) {
                unreferenced.add(name);
            }
        });
        return unreferenced;
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
