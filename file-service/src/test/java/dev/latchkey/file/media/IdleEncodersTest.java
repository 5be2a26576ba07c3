package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IdleEncodersTest {

    private final List<Runnable> alarms = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private final IdleEncoders idle = new IdleEncoders(2, alarms::add);

    @Test
    void one_that_has_stayed_long_enough_is_ended_once() {
        begin("one");
        alarms.getFirst().run();
        alarms.getFirst().run();
        idle.endLongest();

        assertThat(ended).containsExactly("one");
    }

    @Test
    void one_that_somebody_came_for_is_not_ended() {
        begin("one").leave();
        alarms.getFirst().run();
        idle.endLongest();

        assertThat(ended).isEmpty();
        assertThat(idle.count()).isZero();
    }

    @Test
    void those_that_have_stayed_longest_go_first() {
        begin("one");
        IdleEncoders.Stay two = begin("two");
        begin("three");
        begin("four");
        idle.endTooMany();
        assertThat(ended).containsExactly("one", "two");

        two.leave();
        idle.endTooMany();
        idle.endLongest();
        assertThat(ended).containsExactly("one", "two", "three");
    }

    private IdleEncoders.Stay begin(String name) {
        return idle.begin(() -> ended.add(name));
    }
}
