package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Segments of one block; what the encoder makes of them is up to the test. */
@Timeout(30)
final class AudioVariantsTest {

    /** 49 frames at 128 kbit/s and 44.1 kHz. */
    private static final int BLOCK = 20_480;

    private static final int SEGMENTS = 3;
    private static final long SAMPLES = (SEGMENTS * 49L - 1) * 1152;

    @TempDir
    Path directory;

    private final FakeEncoder encoder = new FakeEncoder();
    private Sound sound = new Sound(44_100, 2, true, SAMPLES, true, Optional.empty());
    private Replica replica;
    private byte[] content;

    @BeforeEach
    void open() throws IOException {
        open(Duration.ofSeconds(20), Duration.ofSeconds(20), 1 << 20);
        content = new byte[SEGMENTS * BLOCK];
        new Random(1).nextBytes(content);
        for (int i = 0; i < SEGMENTS; i++) {
            content[i * BLOCK] = (byte) 0xFF;
            content[i * BLOCK + 1] = (byte) 0xFB;
        }
    }

    @AfterEach
    void close() {
        replica.close();
    }

    @Test
    void the_length_is_known_before_anything_is_made() {
        assertThat(mp3(128).length()).isEqualTo(SEGMENTS * BLOCK);
        assertThat(encoder.runs()).isEmpty();
    }

    @Test
    void ten_listeners_share_one_encoder_and_all_read_all_of_it() throws Exception {
        List<Listening> listeners = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            listeners.add(listen(mp3(128), BLOCK));
            assertThat(listeners.getLast().readableUntil(0)).isZero();
        }
        encoder.run(0).writes(Arrays.copyOf(content, 10_000));
        await(() -> listeners.getFirst().readableUntil(0) == 10_000);
        encoder.run(0).writes(Arrays.copyOfRange(content, 10_000, BLOCK));

        for (Listening listener : listeners) {
            await(() -> listener.readableUntil(0) == BLOCK);
            assertThat(read(listener, 0, BLOCK)).isEqualTo(Arrays.copyOf(content, BLOCK));
        }
        assertThat(encoder.runs()).hasSize(1);
        listeners.forEach(Listening::close);
        await(() -> replica.pool().running() == 0);
        await(() -> replica.work().toFile().list().length == 0);
    }

    @Test
    void what_is_made_too_much_is_not_waited_for() throws Exception {
        Listening listener = listen(mp3(128), BLOCK);
        listener.readableUntil(0);
        encoder.run(0).writes(Arrays.copyOf(content, BLOCK + 5_000));

        await(() -> listener.readableUntil(0) == BLOCK);
        await(encoder.run(0)::isStopped);
    }

    @Test
    void the_lead_in_of_a_segment_is_left_out() throws Exception {
        Listening listener = listen(mp3(128), 2 * BLOCK);
        listener.readableUntil(BLOCK + 100);
        FakeEncoder.Run run = encoder.run(0);

        assertThat(run.slice()).isEqualTo(mp3(128).layout().slice(1));
        run.writes(new byte[BLOCK]).writes(Arrays.copyOfRange(content, BLOCK, 2 * BLOCK));

        await(() -> listener.readableUntil(BLOCK + 100) == 2 * BLOCK);
        assertThat(read(listener, BLOCK + 100, 500)).isEqualTo(Arrays.copyOfRange(content, BLOCK + 100, BLOCK + 600));
    }

    @Test
    void what_does_not_begin_with_a_frame_is_given_to_nobody() throws Exception {
        Listening listener = listen(mp3(128), BLOCK);
        listener.readableUntil(0);
        encoder.run(0).writes(new byte[BLOCK]);

        await(() -> listener.failure().isPresent());
        assertThat(listener.readableUntil(0)).isZero();
    }

    @Test
    void when_a_segment_is_finished_the_next_one_is_begun_and_no_more() throws Exception {
        Listening listener = listen(mp3(128), 3 * BLOCK);
        listener.readableUntil(0);
        finish(0);
        await(() -> listener.readableUntil(0) == BLOCK && encoder.runs().size() == 2);
        finish(1);
        await(() -> replica.pool().running() == 0);
        listener.readableUntil(100);
        assertThat(encoder.runs()).hasSize(2);

        assertThat(listener.readableUntil(BLOCK)).isEqualTo(2 * BLOCK);
        assertThat(encoder.run(2).slice()).isEqualTo(mp3(128).layout().slice(2));
    }

    @Test
    void frames_are_handed_out_one_by_one_only_to_who_has_nothing_to_play() throws Exception {
        Listening listener = listen(mp3(128), 2 * BLOCK);
        listener.readableUntil(0);
        encoder.run(0).writes(Arrays.copyOf(content, 1000));
        await(() -> listener.readableUntil(0) > 0);
        listener.read(ByteBuffer.allocate(100), 0);
        encoder.run(0).writes(Arrays.copyOfRange(content, 1000, BLOCK)).ends();
        await(() -> listener.readableUntil(100) == BLOCK && encoder.runs().size() == 2);

        assertThat(encoder.run(0).isPrompt()).isTrue();
        assertThat(encoder.run(1).isPrompt()).isFalse();
    }

    @Test
    void who_has_something_to_play_lets_those_go_first_who_have_not() throws Exception {
        Listening listener = listen(mp3(128), 2 * BLOCK);
        listener.readableUntil(0);
        FakeEncoder.Run waitedFor = encoder.run(0);
        assertThat(waitedFor.hasSteppedBack()).isFalse();

        waitedFor.writes(Arrays.copyOf(content, 1000));
        await(waitedFor::hasSteppedBack);

        listener.read(ByteBuffer.allocate(100), 0);
        waitedFor.writes(Arrays.copyOfRange(content, 1000, BLOCK)).ends();
        await(() -> listener.readableUntil(100) == BLOCK && encoder.runs().size() == 2);
        await(encoder.run(1)::hasSteppedBack);
    }

    @Test
    void only_so_many_encoders_start_at_once_until_one_can_be_heard() throws Exception {
        openWithSegmentsOf(10);
        for (int kilobits : List.of(128, 96, 64)) {
            assertThat(listen(mp3(kilobits), 1000).readableUntil(0)).isZero();
        }
        await(() -> encoder.runs().size() == Replica.STARTS && replica.starts().waiting() == 1);

        encoder.run(0).writes(Arrays.copyOf(content, 1000));

        await(() -> encoder.runs().size() == 3);
    }

    @Test
    void who_can_be_heard_pauses_while_others_wait_to_start() throws Exception {
        openWithSegmentsOf(10);
        for (int kilobits : List.of(128, 96, 64, 160)) {
            assertThat(listen(mp3(kilobits), 1000).readableUntil(0)).isZero();
        }
        await(() -> encoder.runs().size() == Replica.STARTS && replica.starts().waiting() == 2);
        FakeEncoder.Run first = encoder.run(0);
        FakeEncoder.Run second = encoder.run(1);

        first.writes(Arrays.copyOf(content, 1000));
        await(first::hasPaused);
        second.writes(Arrays.copyOf(content, 1000));
        await(() -> encoder.runs().size() == 4);

        await(() -> !first.isPaused() && second.hasSteppedBack() && !second.isPaused());
    }

    @Test
    void who_has_made_all_at_once_does_not_pause_although_others_wait_to_start() throws Exception {
        openWithSegmentsOf(1);
        for (int kilobits : List.of(128, 96, 64)) {
            assertThat(listen(mp3(kilobits), 1000).readableUntil(0)).isZero();
        }
        await(() -> encoder.runs().size() == Replica.STARTS && replica.starts().waiting() == 1);

        FakeEncoder.Run first = encoder.run(0).writes(content);
        await(() -> encoder.runs().size() == 3);

        assertThat(first.hasPaused()).isFalse();
    }

    @Test
    void nothing_is_begun_behind_the_end_of_what_is_wanted() throws Exception {
        Listening listener = listen(mp3(128), BLOCK);
        listener.readableUntil(0);
        finish(0);
        await(() -> listener.readableUntil(0) == BLOCK);

        assertThat(encoder.runs()).hasSize(1);
    }

    @Test
    void when_all_segments_are_there_they_become_one_file() throws Exception {
        playAll();

        await(() -> replica.variants().finished(mp3(128)).isPresent());
        assertThat(replica.variants().finished(mp3(128)))
                .hasValueSatisfying(file -> assertThat(file).hasBinaryContent(content));
        await(() -> directory.resolve("cache").toFile().list().length == 1);
        assertThat(replica.read(mp3(128))).isEqualTo(content);
        assertThat(encoder.runs()).hasSize(SEGMENTS);
    }

    @Test
    void a_restart_keeps_finished_segments_and_nothing_of_others() throws Exception {
        Listening listener = listen(mp3(128), 2 * BLOCK);
        listener.readableUntil(0);
        finish(0);
        await(() -> listener.readableUntil(0) == BLOCK && encoder.runs().size() == 2);
        encoder.run(1).writes(Arrays.copyOf(content, 2 * BLOCK - 7));
        await(() -> directory.resolve("cache").toFile().list().length == 1);
        Files.write(replica.work().resolve("left-behind.mp3"), new byte[5]);

        try (Replica restarted = fake(Duration.ofSeconds(20), Duration.ofSeconds(20), 1 << 20)) {
            assertThat(restarted.work().resolve("left-behind.mp3")).doesNotExist();
            assertThat(restarted.read(mp3(128), 0, BLOCK)).isEqualTo(Arrays.copyOf(content, BLOCK));
            assertThat(directory.resolve("cache").toFile().list()).hasSize(1);
        }
    }

    @Test
    void wishes_that_round_to_the_same_rate_share_it_and_others_do_not() throws Exception {
        assertThat(mp3(190).name()).isEqualTo(mp3(192).name()).isNotEqualTo(mp3(128).name());
        listen(mp3(190), 10).readableUntil(0);
        listen(mp3(192), 10).readableUntil(0);
        listen(mp3(128), 10).readableUntil(0);

        encoder.run(0).ends();
        assertThat(encoder.run(1).format()).isNotEqualTo(encoder.run(0).format());
        assertThat(encoder.runs()).hasSize(2);
    }

    @Test
    void when_the_last_listener_leaves_and_nobody_comes_back_the_encoder_is_stopped_and_nothing_stays()
            throws Exception {
        Listening one = listen(mp3(128), BLOCK);
        Listening two = listen(mp3(128), BLOCK);
        one.readableUntil(0);
        two.readableUntil(0);
        FakeEncoder.Run run = encoder.run(0).writes(Arrays.copyOf(content, 4));
        await(() -> one.readableUntil(0) > 0);

        one.close();
        assertThat(run.isStopped()).isFalse();
        assertThat(run.isPaused()).isFalse();
        two.close();
        assertThat(run.isPaused()).isTrue();
        assertThat(run.isStopped()).isFalse();
        replica.endStays();

        await(run::isStopped);
        await(() -> replica.pool().running() == 0);
        await(() -> replica.work().toFile().list().length == 0);
        assertThat(directory.resolve("cache")).isEmptyDirectory();
    }

    @Test
    void who_comes_back_at_once_goes_on_with_the_encoder_that_was_left() throws Exception {
        Listening one = listenToTheFirstBytes();
        FakeEncoder.Run run = encoder.run(0);
        one.close();

        Listening back = listen(mp3(128), BLOCK);
        assertThat(back.readableUntil(0)).isEqualTo(1000);
        assertThat(run.isPaused()).isFalse();
        replica.endStays();
        assertThat(run.isStopped()).isFalse();
        run.writes(Arrays.copyOfRange(content, 1000, BLOCK));

        await(() -> back.readableUntil(0) == BLOCK);
        assertThat(read(back, 0, BLOCK)).isEqualTo(Arrays.copyOf(content, BLOCK));
        assertThat(encoder.runs()).hasSize(1);
    }

    @Test
    void what_was_all_made_when_the_last_listener_had_left_is_kept() throws Exception {
        Listening one = listenToTheFirstBytes();
        one.close();
        encoder.run(0).writes(Arrays.copyOfRange(content, 1000, BLOCK));
        await(() -> replica.pool().running() == 0);
        await(() -> directory.resolve("cache").toFile().list().length == 1);
        replica.endStays();

        assertThat(replica.read(mp3(128), 0, BLOCK)).isEqualTo(Arrays.copyOf(content, BLOCK));
        assertThat(encoder.runs()).hasSize(1);
    }

    @Test
    void an_encoder_that_was_left_gives_its_place_to_who_needs_one() throws Exception {
        Listening one = listenToTheFirstBytes();
        FakeEncoder.Run left = encoder.run(0);
        one.close();
        assertThat(left.isStopped()).isFalse();

        listen(mp3(64), BLOCK).readableUntil(0);

        assertThat(encoder.run(1).isStopped()).isFalse();
        assertThat(left.isStopped()).isTrue();
    }

    @Test
    void while_others_wait_for_a_place_no_encoder_waits_for_its_listener() throws Exception {
        Listening one = listenToTheFirstBytes();
        FakeEncoder.Run left = encoder.run(0);
        listen(mp3(64), BLOCK).readableUntil(0);
        await(() -> replica.pool().waiting() == 1);

        one.close();

        assertThat(left.isStopped()).isTrue();
        assertThat(encoder.run(1).isStopped()).isFalse();
    }

    @Test
    void only_so_many_encoders_wait_for_their_listeners() throws Exception {
        openWithSegmentsOf(10);
        List<Listening> listeners = new ArrayList<>();
        for (int kilobits : List.of(128, 96, 64)) {
            Listening listener = listen(mp3(kilobits), 1000);
            listener.readableUntil(0);
            encoder.run(listeners.size()).writes(Arrays.copyOf(content, 4));
            await(() -> listener.readableUntil(0) > 0);
            listeners.add(listener);
        }

        listeners.forEach(Listening::close);

        assertThat(encoder.runs()).extracting(FakeEncoder.Run::isStopped).containsExactly(true, false, false);
    }

    @Test
    void nobody_waits_for_who_left_before_there_was_a_byte() throws Exception {
        Listening one = listen(mp3(128), BLOCK);
        one.readableUntil(0);
        FakeEncoder.Run run = encoder.run(0);
        one.close();
        await(run::isStopped);

        Listening second = listen(mp3(128), BLOCK);
        second.readableUntil(0);
        await(() -> encoder.runs().size() == 2 && !encoder.runs().getLast().isStopped());
        encoder.runs().getLast().writes(Arrays.copyOf(content, BLOCK));

        await(() -> second.readableUntil(0) == BLOCK);
    }

    @Test
    void leaving_the_queue_gives_the_place_back() throws Exception {
        listen(mp3(128), BLOCK).readableUntil(0);
        encoder.run(0);
        Listening queued = listen(mp3(64), BLOCK);
        queued.readableUntil(0);
        await(() -> replica.pool().waiting() == 1);

        queued.close();

        await(() -> replica.pool().waiting() == 0);
        assertThat(encoder.runs()).hasSize(1);
    }

    @Test
    void who_comes_when_as_many_are_prepared_as_may_be_is_refused() throws Exception {
        int all = replica.preparing().drainPermits();
        Listening refused = listen(mp3(128), BLOCK);
        refused.readableUntil(0);

        await(() -> refused.failure().isPresent());
        assertThat(refused.failure()).contains(ApiError.NO_SERVER_AVAILABLE);
        assertThat(encoder.runs()).isEmpty();
        refused.close();

        replica.preparing().release(all);
        Listening listener = listen(mp3(128), BLOCK);
        listener.readableUntil(0);
        encoder.run(0).ends();
        await(() -> listener.failure().isPresent());
        await(() -> replica.preparing().availablePermits() == all);
    }

    @Test
    void what_ends_without_a_byte_could_not_be_read() throws Exception {
        Listening listener = listen(mp3(128), BLOCK);
        listener.readableUntil(0);
        encoder.run(0).ends();

        await(() -> listener.failure().isPresent());
        assertThat(listener.failure()).contains(ApiError.READ_FAILED);
    }

    @Test
    void what_breaks_off_is_a_failure_and_is_not_kept() throws Exception {
        Listening listener = listen(mp3(128), BLOCK);
        listener.readableUntil(0);
        encoder.run(0).writes(Arrays.copyOf(content, BLOCK - 1)).ends();

        await(() -> listener.failure().isPresent());
        assertThat(listener.failure()).contains(ApiError.READ_FAILED);
        assertThat(directory.resolve("cache")).isEmptyDirectory();
    }

    @Test
    void a_play_ends_where_its_decoder_breaks_off() throws Exception {
        sound = new Sound(44_100, 2, true, SAMPLES, false, Optional.of("matroska"));
        Path twoSeconds = Sounds.tones(directory, "two-seconds.mkv", 44_100, 2, "-c:a", "flac");
        Files.move(twoSeconds, directory.resolve("source"));
        Listening listener = listen(mp3(128), BLOCK);
        listener.readableUntil(0);

        await(() -> listener.failure().isPresent());

        assertThat(listener.failure()).contains(ApiError.READ_FAILED);
        await(() -> replica.pool().running() == 0);
        assertThat(encoder.runs()).allMatch(FakeEncoder.Run::isStopped);
        listener.close();
        await(() -> replica.work().toFile().list().length == 0);
    }

    @Test
    void a_file_without_sound_is_not_playable_before_anything_is_tried() {
        sound = Sound.NONE;

        assertThatThrownBy(() -> mp3(128))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.NOT_PLAYABLE));
        assertThat(replica.variants().known("source", () -> directory.resolve("source"), 128))
                .isEmpty();
        assertThat(encoder.runs()).isEmpty();
    }

    @Test
    void over_capacity_a_newcomer_is_answered_5002() throws Exception {
        open(Duration.ofMillis(50), Duration.ofSeconds(20), 1 << 20);
        listen(mp3(128), BLOCK).readableUntil(0);
        encoder.run(0);
        Listening second = listen(mp3(64), BLOCK);
        second.readableUntil(0);

        await(() -> second.failure().isPresent());
        assertThat(second.failure()).contains(ApiError.NO_SERVER_AVAILABLE);
    }

    @Test
    void over_capacity_who_has_begun_waits_longer() throws Exception {
        open(Duration.ofMillis(50), Duration.ofSeconds(20), 1 << 20);
        Listening begun = listen(mp3(128), 2 * BLOCK);
        begun.readableUntil(0);
        encoder.run(0).writes(Arrays.copyOf(content, 1000));
        await(() -> begun.readableUntil(0) > 0);
        read(begun, 0, 1000);
        Listening newcomer = listen(mp3(64), BLOCK);
        newcomer.readableUntil(0);
        await(() -> newcomer.failure().isPresent());

        assertThat(begun.readableUntil(BLOCK)).isEqualTo(BLOCK);
        FakeEncoder.Run other = encoder.run(1);
        other.writes(new byte[BLOCK]).writes(Arrays.copyOfRange(content, BLOCK, 2 * BLOCK));
        await(() -> begun.readableUntil(BLOCK) == 2 * BLOCK);
    }

    @Test
    void an_encoder_without_end_is_stopped() throws Exception {
        open(Duration.ofSeconds(20), Duration.ofMillis(200), 1 << 20);
        Listening listener = listen(mp3(128), BLOCK);
        listener.readableUntil(0);
        encoder.run(0).writes(Arrays.copyOf(content, 4));

        await(() -> listener.failure().isPresent());
        assertThat(listener.failure()).contains(ApiError.NO_SERVER_AVAILABLE);
        await(encoder.run(0)::isStopped);
        await(() -> replica.pool().running() == 0);
    }

    @Test
    void what_is_too_large_for_the_cache_is_read_to_its_end_by_those_who_hold_it() throws Exception {
        open(Duration.ofSeconds(20), Duration.ofSeconds(20), BLOCK - 1);
        Listening listener = listen(mp3(128), BLOCK);
        listener.readableUntil(0);
        finish(0);

        await(() -> listener.readableUntil(0) == BLOCK);
        await(() -> replica.work().toFile().list().length == 0);
        assertThat(read(listener, 0, BLOCK)).isEqualTo(Arrays.copyOf(content, BLOCK));
        assertThat(directory.resolve("cache")).isEmptyDirectory();
    }

    @Test
    void a_jump_into_a_segment_of_which_nothing_is_there_is_made_from_its_block_on() throws Exception {
        openWithSegmentsOf(10);
        Listening listener = listen(mp3(128), 3 * BLOCK);

        assertThat(listener.readableUntil(2 * BLOCK + 5)).isEqualTo(2 * BLOCK + 5);
        assertThat(encoder.run(0).slice())
                .as("too near to the beginning")
                .isEqualTo(mp3(128).layout().slice(0));

        Listening jumper = listen(mp3(128), 10 * BLOCK);
        jumper.readableUntil(3 * BLOCK + 5);
        assertThat(encoder.run(1).slice()).isEqualTo(mp3(128).layout().slice(0, 3));
        encoder.run(1).writes(new byte[2 * BLOCK]).writes(Arrays.copyOfRange(content, 3 * BLOCK, 4 * BLOCK));
        await(() -> jumper.readableUntil(3 * BLOCK + 5) == 4 * BLOCK);
        assertThat(read(jumper, 3 * BLOCK + 5, 500))
                .isEqualTo(Arrays.copyOfRange(content, 3 * BLOCK + 5, 3 * BLOCK + 505));

        Listening companion = listen(mp3(128), 10 * BLOCK);
        assertThat(companion.readableUntil(3 * BLOCK + 90)).isEqualTo(4 * BLOCK);
        assertThat(encoder.runs()).hasSize(2);
    }

    @Test
    void who_jumps_to_where_the_segment_has_come_already_shares_its_encoder() throws Exception {
        openWithSegmentsOf(10);
        Listening first = listen(mp3(128), 10 * BLOCK);
        first.readableUntil(0);
        encoder.run(0).writes(Arrays.copyOf(content, 5 * BLOCK));
        await(() -> first.readableUntil(0) == 5 * BLOCK);

        assertThat(listen(mp3(128), 10 * BLOCK).readableUntil(4 * BLOCK)).isEqualTo(5 * BLOCK);
        assertThat(encoder.runs()).hasSize(1);
    }

    @Test
    void after_a_jump_the_whole_segment_is_made_and_kept() throws Exception {
        openWithSegmentsOf(10);
        Listening listener = jumpAndComplete(content);

        await(() -> replica.variants().finished(mp3(128)).isPresent());
        assertThat(replica.variants().finished(mp3(128)))
                .hasValueSatisfying(file -> assertThat(file).hasBinaryContent(content));
        assertThat(unequal()).isZero();
        listener.close();
    }

    @Test
    void should_a_jump_have_other_bytes_than_the_segment_later_ones_wait_for_the_segment() throws Exception {
        openWithSegmentsOf(10);
        byte[] other = content.clone();
        other[6 * BLOCK]++;
        jumpAndComplete(other);
        await(() -> unequal() == 1);

        Listening later = listen(mp3(64), 5 * BLOCK);
        later.readableUntil(4 * BLOCK / 2);
        assertThat(encoder.run(2).slice()).isEqualTo(mp3(64).layout().slice(0));
    }

    /** The first segment, of which a thousand bytes are there. */
    private Listening listenToTheFirstBytes() throws Exception {
        Listening listener = listen(mp3(128), BLOCK);
        listener.readableUntil(0);
        encoder.run(0).writes(Arrays.copyOf(content, 1000));
        await(() -> listener.readableUntil(0) == 1000);
        return listener;
    }

    private Listening jumpAndComplete(byte[] jumped) throws Exception {
        Listening listener = listen(mp3(128), 10 * BLOCK);
        listener.readableUntil(4 * BLOCK);
        encoder.run(0).writes(new byte[2 * BLOCK]).writes(Arrays.copyOfRange(jumped, 4 * BLOCK, 10 * BLOCK));
        await(() -> listener.readableUntil(4 * BLOCK) == 10 * BLOCK
                && encoder.runs().size() == 2);
        assertThat(encoder.run(1).slice()).isEqualTo(mp3(128).layout().slice(0));
        encoder.run(1).writes(content);
        return listener;
    }

    private double unequal() {
        return replica.metrics().counter("latchkey.media.jumps.unequal").count();
    }

    /** One segment of so many blocks, and five places in the pool. */
    private void openWithSegmentsOf(int blocks) throws IOException {
        replica.close();
        sound = new Sound(44_100, 2, true, (blocks * 49L - 1) * 1152, true, Optional.empty());
        content = new byte[blocks * BLOCK];
        new Random(1).nextBytes(content);
        for (int i = 0; i < blocks; i++) {
            content[i * BLOCK] = (byte) 0xFF;
            content[i * BLOCK + 1] = (byte) 0xFB;
        }
        replica = Replica.fake(
                directory,
                _ -> sound,
                encoder,
                5,
                new Workshop.Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), blocks),
                1 << 20);
    }

    private void playAll() throws Exception {
        Listening listener = listen(mp3(128), content.length);
        for (int i = 0; i < SEGMENTS; i++) {
            listener.readableUntil((long) i * BLOCK);
            finish(i);
            long end = (i + 1L) * BLOCK;
            await(() -> listener.readableUntil(end - 1) == end);
        }
        listener.close();
    }

    private void finish(int segment) throws Exception {
        int leadIn = segment == 0 ? 0 : BLOCK;
        encoder.run(segment)
                .writes(new byte[leadIn])
                .writes(Arrays.copyOfRange(content, segment * BLOCK, (segment + 1) * BLOCK));
    }

    private void open(Duration patience, Duration time, long capacity) throws IOException {
        if (replica != null) {
            replica.close();
        }
        replica = fake(patience, time, capacity);
    }

    private Replica fake(Duration patience, Duration time, long capacity) throws IOException {
        return Replica.fake(directory, _ -> sound, encoder, 1, new Workshop.Limits(patience, time, 1), capacity);
    }

    private Mp3 mp3(int kilobits) {
        return replica.find(directory.resolve("source"), kilobits);
    }

    private Listening listen(Mp3 mp3, long end) {
        return replica.variants().listen(mp3, "client", end, new Runnable() {
            @Override
            public void run() {
                // every listener is one of its own; a lambda that holds nothing would not be
            }
        });
    }

    private static byte[] read(Listening listening, long position, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && listening.read(bytes, position + bytes.position()) > 0) {
            // until all of it is there
        }
        return bytes.array();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(2);
        }
    }
}
