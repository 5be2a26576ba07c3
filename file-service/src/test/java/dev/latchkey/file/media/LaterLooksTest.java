package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LaterLooksTest {

    private final Deque<Runnable> planned = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final LaterLooks laterLooks = new LaterLooks(this::plan, Runnable::run);
    private int looks;
    private int fails;

    @Test
    void it_is_tried_three_times_with_growing_pauses_then_left_alone() {
        laterLooks.add("a", this::inVain);
        runAll();

        assertThat(looks).isEqualTo(3);
        assertThat(pauses).isSorted().doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void what_is_known_is_not_looked_at_again() {
        laterLooks.add("a", () -> !inVain());
        runAll();

        assertThat(looks).isEqualTo(1);
    }

    @Test
    void equal_content_waits_once_and_may_come_again_when_it_was_looked_at_or_given_up() {
        laterLooks.add("a", () -> !inVain());
        laterLooks.add("a", () -> !inVain());
        assertThat(planned).hasSize(1);
        runAll();
        laterLooks.add("a", this::inVain);
        runAll();
        laterLooks.add("a", this::inVain);

        assertThat(planned).hasSize(1);
    }

    @Test
    void a_look_that_fails_is_repeated_and_hinders_no_other() {
        laterLooks.add("a", () -> {
            fails++;
            throw new IllegalStateException("no database");
        });
        laterLooks.add("b", () -> !inVain());
        runAll();

        assertThat(looks).isEqualTo(1);
        assertThat(fails).isEqualTo(3);
        laterLooks.add("a", () -> !inVain());
        assertThat(planned).hasSize(1);
    }

    @Test
    void not_more_waits_than_there_is_room_for() {
        for (int i = 0; i < 20_000; i++) {
            laterLooks.add("content " + i, this::inVain);
        }

        assertThat(planned).hasSize(10_000);
    }

    private void plan(Duration pause, Runnable task) {
        pauses.add(pause);
        planned.add(task);
    }

    private void runAll() {
        while (!planned.isEmpty()) {
            planned.remove().run();
        }
    }

    private boolean inVain() {
        looks++;
        return false;
    }
}
