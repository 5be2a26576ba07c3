package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What the maker of a segment is told when listeners come and go. */
final class SegmentTest {

    private static final Runnable LISTENER = () -> {};

    private final List<String> told = new ArrayList<>();
    private final List<BooleanSupplier> rests = new ArrayList<>();
    private final Segment segment = new Segment(new Segment.Maker() {
        @Override
        public boolean rest(BooleanSupplier end) {
            told.add("rest");
            return rests.add(end);
        }

        @Override
        public void settle() {
            told.add("settle");
        }

        @Override
        public void goOn() {
            told.add("go on");
        }

        @Override
        public void stop() {
            told.add("stop");
        }
    });

    @Test
    void who_leaves_while_it_grows_lets_its_maker_rest() {
        segment.join(LISTENER);
        segment.grown(10);

        segment.leave(LISTENER);

        assertThat(told).containsExactly("rest", "settle");
    }

    @Test
    void who_leaves_when_all_is_made_lets_nobody_rest_and_stops_nobody() {
        segment.join(LISTENER);
        segment.grown(10);
        segment.finished(20);

        segment.leave(LISTENER);

        assertThat(told).isEmpty();
    }

    @Test
    void whose_rest_is_over_when_all_is_made_is_not_stopped_after_it() {
        segment.join(LISTENER);
        segment.grown(10);
        segment.leave(LISTENER);

        segment.finished(20);
        assertThat(rests.getFirst().getAsBoolean()).as("whether it was ended").isFalse();

        assertThat(told).containsExactly("rest", "settle", "go on");
    }

    @Test
    void to_whom_nobody_comes_back_is_stopped_and_nobody_may_join_any_more() {
        segment.join(LISTENER);
        segment.grown(10);
        segment.leave(LISTENER);

        assertThat(rests.getFirst().getAsBoolean()).as("whether it was ended").isTrue();

        assertThat(told).containsExactly("rest", "settle", "stop");
        assertThat(segment.join(LISTENER)).isFalse();
    }
}
