package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.file.process.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class SpoolTest {

    private static final int SAMPLE_SIZE = 4;

    @TempDir
    Path directory;

    @Test
    void what_is_decoded_is_there_as_soon_as_it_is() throws Exception {
        Spool spool = spool("head -c 4000 /dev/zero; read forever < " + fifo());

        spool.await(1000);

        assertThat(file()).hasSize(4000);
        assertThat(spool.has(1000)).as("more may come").isFalse();
        spool.stop();
        assertThat(file()).doesNotExist();
    }

    @Test
    void all_of_it_is_whole_and_no_other_number_of_samples_is() throws Exception {
        Spool spool = spool("head -c 4000 /dev/zero");

        spool.await(2000);

        assertThat(spool.has(1000)).isTrue();
        assertThat(spool.has(1001)).isFalse();
        assertThat(file()).hasSize(4000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill -9 $$", "exit 255"})
    void what_was_stopped_half_way_is_not_whole_and_leaves_nothing(String end) throws Exception {
        Spool spool = spool("head -c 4000 /dev/zero; " + end);

        assertThatThrownBy(() -> spool.await(1001))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("4000");

        assertThat(spool.has(1000)).isFalse();
        assertThat(file()).doesNotExist();
    }

    @Test
    void who_waits_is_told_that_it_was_stopped() throws Exception {
        Spool spool = spool("read forever < " + fifo());
        Thread.ofVirtual().start(spool::stop);

        assertThatThrownBy(() -> spool.await(1)).isInstanceOf(IOException.class);
        assertThat(file()).doesNotExist();
    }

    private Spool spool(String script) {
        Spool spool = new Spool(
                file(), SAMPLE_SIZE, () -> Child.start(Sounds.LAUNCHER, List.of("/bin/sh", "-c", script), directory));
        spool.start();
        return spool;
    }

    private Path file() {
        return directory.resolve("sound.pcm");
    }

    /** To read from it takes until somebody writes, and nobody does. */
    private Path fifo() throws Exception {
        Path fifo = directory.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        assertThat(Files.exists(fifo)).isTrue();
        return fifo;
    }
}
