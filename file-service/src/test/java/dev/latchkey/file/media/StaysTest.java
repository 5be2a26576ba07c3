package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StaysTest {

    private final List<Runnable> alarms = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private final Stays stays = new Stays(2, alarms::add);

    @Test
    void one_that_has_stayed_long_enough_is_ended_once() {
        begin("one");
        alarms.getFirst().run();
        alarms.getFirst().run();
        stays.endLongest();

        assertThat(ended).containsExactly("one");
    }

    @Test
    void one_that_somebody_came_for_is_not_ended() {
        begin("one").leave();
        alarms.getFirst().run();
        stays.endLongest();

        assertThat(ended).isEmpty();
        assertThat(stays.count()).isZero();
    }

    @Test
    void those_that_have_stayed_longest_go_first() {
        begin("one");
        Stays.Stay two = begin("two");
        begin("three");
        begin("four");
        assertThat(stays.areTooMany()).isTrue();
        assertThat(stays.endLongest()).isTrue();
        assertThat(ended).containsExactly("one");

        two.leave();
        assertThat(stays.areTooMany()).isFalse();
        assertThat(stays.endLongest()).isTrue();
        assertThat(stays.endLongest()).isTrue();
        assertThat(stays.endLongest()).isFalse();
        assertThat(ended).containsExactly("one", "three", "four");
    }

    @Test
    void one_that_somebody_had_come_to_in_the_last_moment_makes_no_room() {
        stays.begin(() -> false);
        begin("two");

        assertThat(stays.endLongest()).isTrue();
        assertThat(ended).containsExactly("two");
    }

    private Stays.Stay begin(String name) {
        return stays.begin(() -> ended.add(name));
    }
}
