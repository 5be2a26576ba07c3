package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.file.process.Child;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
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

    private final TranscodePool pool = new TranscodePool(1, 5, new Stays(1, _ -> {}));
    private final Starts starts = new Starts(1, _ -> {});
    private Duration patience = Duration.ofSeconds(30);
    private boolean patient;

    @Test
    void what_is_decoded_is_there_as_soon_as_it_is() throws Exception {
        Spool spool = spool("head -c 4000 /dev/zero; read forever < " + fifo());

        spool.await(1000);

        assertThat(file()).hasSize(4000);
        assertThat(spool.isWhole()).as("more may come").isFalse();
        spool.stop();
        assertThat(file()).doesNotExist();
    }

    @Test
    void all_that_can_be_decoded_is_followed_by_silence() throws Exception {
        Spool spool = spool("head -c 4000 /dev/zero");

        spool.await(2000);

        assertThat(spool.isWhole()).isTrue();
        assertThat(file()).as("silence follows").hasSize(40_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill -9 $$", "exit 255"})
    void what_was_stopped_half_way_is_not_whole_and_leaves_nothing(String end) throws Exception {
        Spool spool = spool("head -c 4000 /dev/zero; " + end);

        assertThatThrownBy(() -> spool.await(1001))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("4000");

        assertThat(spool.isWhole()).isFalse();
        assertThat(file()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 1", "head -c 3996 /dev/zero"})
    void what_ended_by_itself_with_less_than_there_must_be_has_failed(String script) throws Exception {
        Spool spool = spool(script);

        assertThatThrownBy(() -> spool.await(1000)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> spool.await(1)).as("its file is gone").isInstanceOf(IOException.class);

        assertThat(spool.hasFailed()).isTrue();
        assertThat(file()).doesNotExist();
    }

    @Test
    void of_some_samples_no_others_are_kept_and_the_decoder_goes() throws Exception {
        Spool spool = spool(
                new Spool.Expected(SAMPLE_SIZE, 3, 6, 1000),
                "printf 000011112222333344445555666677778888; read forever < " + fifo());

        spool.await(3);

        assertThat(Files.readString(file())).isEqualTo("333344445555");
        while (pool.running() > 0) {
            Thread.sleep(2);
        }
        assertThat(spool.hasFailed()).isFalse();
        spool.stop();
        assertThat(file()).doesNotExist();
    }

    @Test
    void of_the_last_samples_a_few_may_be_missing_and_of_those_before_none() throws Exception {
        Spool last = spool(new Spool.Expected(SAMPLE_SIZE, 998, 1100, 1000), "head -c 4040 /dev/zero");
        last.await(102);
        assertThat(last.isWhole()).isTrue();
        assertThat(file()).as("silence follows").hasSize(408);
        last.stop();

        Spool middle = spool(new Spool.Expected(SAMPLE_SIZE, 400, 500, 1000), "head -c 1996 /dev/zero");
        assertThatThrownBy(() -> middle.await(100)).isInstanceOf(IOException.class);
        assertThat(file()).doesNotExist();
    }

    @Test
    void who_uses_what_is_there_is_told_that_no_more_will_come() throws Exception {
        AtomicInteger told = new AtomicInteger();
        Spool dies = spool("head -c 4000 /dev/zero; read go < " + fifo() + "; kill -9 $$");
        dies.await(1000);
        dies.whenBroken(told::incrementAndGet);
        assertThat(told).hasValue(0);
        Files.writeString(directory.resolve("fifo"), "go\n");
        while (told.get() == 0) {
            Thread.sleep(2);
        }

        dies.whenBroken(told::incrementAndGet);
        assertThat(told).as("known already").hasValue(2);
        dies.stop();
        assertThat(told).as("once").hasValue(2);
    }

    @Test
    void who_uses_what_is_whole_is_told_nothing_when_it_goes() throws Exception {
        AtomicInteger told = new AtomicInteger();
        Spool spool = spool("head -c 4000 /dev/zero");
        spool.whenBroken(told::incrementAndGet);
        spool.await(10_000);

        spool.whenBroken(told::incrementAndGet);
        spool.stop();

        assertThat(told).hasValue(0);
    }

    @Test
    void a_decoder_that_pauses_makes_nothing_until_it_goes_on() throws Exception {
        Spool spool = spool("while :; do head -c 4000 /dev/zero; done");
        spool.await(1);
        assertThat(spool.pause()).isTrue();
        while (!isStopped()) {
            Thread.sleep(2);
        }

        spool.goOn();
        while (!spool.isWhole()) {
            Thread.sleep(2);
        }

        assertThat(spool.pause()).as("it is all there").isFalse();
        spool.stop();
    }

    /** Whether all children of this process are paused, and there is one. */
    private static boolean isStopped() throws IOException {
        List<Path> states = ProcessHandle.current()
                .children()
                .map(child -> Path.of("/proc/" + child.pid() + "/stat"))
                .filter(Files::exists)
                .toList();
        for (Path state : states) {
            if (!Files.readString(state).contains(") T ")) {
                return false;
            }
        }
        return !states.isEmpty();
    }

    @Test
    void who_waits_is_told_that_it_was_stopped() throws Exception {
        Spool spool = spool("read forever < " + fifo());
        Thread.ofVirtual().start(spool::stop);

        assertThatThrownBy(() -> spool.await(1)).isInstanceOf(IOException.class);
        assertThat(file()).doesNotExist();
    }

    @Test
    void who_waits_longer_for_a_turn_than_may_be_is_answered_5002() throws Exception {
        pool.acquire("other", Duration.ofSeconds(1));
        patience = Duration.ofMillis(50);

        Spool spool = spool("head -c 4000 /dev/zero");

        assertThatThrownBy(() -> spool.await(1))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.NO_SERVER_AVAILABLE));
        assertThat(spool.hasFailed()).isTrue();
        assertThat(pool.waiting()).isZero();
        assertThat(file()).doesNotExist();
    }

    @Test
    void a_turn_ends_with_the_decoder_and_a_start_with_its_first_samples() throws Exception {
        Spool spool = spool("head -c 4000 /dev/zero; read forever < " + fifo());
        spool.await(1000);

        assertThat(pool.running()).isEqualTo(1);
        try (Starts.Start next = starts.begin()) {
            assertThat(next).as("who comes next may start").isNotNull();
        }

        spool.stop();
        while (pool.running() > 0) {
            Thread.sleep(2);
        }
    }

    @Test
    void who_leaves_while_waiting_gives_the_place_in_the_queue_back() throws Exception {
        pool.acquire("other", Duration.ofSeconds(1));
        Spool spool = spool("head -c 4000 /dev/zero");
        while (pool.waiting() == 0) {
            Thread.sleep(2);
        }

        spool.stop();

        assertThatThrownBy(() -> spool.await(1)).isInstanceOf(IOException.class);
        while (pool.waiting() > 0) {
            Thread.sleep(2);
        }
        assertThat(pool.running()).isEqualTo(1);
    }

    @Test
    void once_somebody_was_served_everybody_else_goes_first() throws Exception {
        Spool spool =
                spool("head -c 4000 /dev/zero; read again < " + fifo() + "; printf %4d $(nice); read forever < fifo");
        spool.await(1000);
        Files.writeString(directory.resolve("fifo"), "on\n");

        spool.await(1001);

        assertThat(Files.readString(file()).substring(4000, 4004)).isEqualTo("  15");
        spool.stop();
    }

    @Test
    void who_is_patient_lets_everybody_else_go_first_at_once() throws Exception {
        patient = true;
        Spool spool = spool(new Spool.Expected(SAMPLE_SIZE, 0, 1, 1), "read go < " + fifo() + "; printf %4d $(nice)");
        while (!Files.exists(file())) {
            Thread.sleep(2);
        }
        Files.writeString(directory.resolve("fifo"), "on\n");

        spool.await(1);

        assertThat(Files.readString(file())).isEqualTo("  15");
        spool.stop();
    }

    private Spool spool(String script) {
        return spool(new Spool.Expected(SAMPLE_SIZE, 0, 10_000, 1000), script);
    }

    private Spool spool(Spool.Expected expected, String script) {
        Spool spool = new Spool(
                file(),
                expected,
                () -> Child.start(Sounds.LAUNCHER, List.of("/bin/sh", "-c", script), directory),
                new Spool.Turns(pool, starts, new Semaphore(1)),
                new Spool.Request("client", patience, patient));
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
