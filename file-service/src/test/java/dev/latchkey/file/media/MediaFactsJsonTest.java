package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MediaFactsJsonTest {

    @Test
    void what_was_written_is_read() {
        MediaFacts facts = new MediaFacts(
                true,
                true,
                Optional.of(new MediaFacts.Cover("png", 500, 400)),
                Optional.of(320),
                Optional.of(240),
                Optional.of(Duration.ofMillis(1234)),
                Optional.of("Anna"),
                Optional.of("First"),
                Optional.of("Tön"),
                Optional.of("Jazz"),
                Optional.of("3/9"),
                Optional.of("aac"),
                Optional.of("h264"),
                Optional.of(44_100),
                Optional.of(128),
                Optional.of(900),
                Optional.of(29.97),
                Optional.of(90));

        assertThat(MediaFactsJson.read(MediaFactsJson.write(facts))).isEqualTo(facts);
    }

    @Test
    void facts_that_a_row_does_not_tell_are_absent_and_those_nobody_knows_are_passed_over() {
        MediaFacts facts = MediaFactsJson.read("{\"hasAudio\":true,\"title\":\"Old\",\"smell\":{\"of\":\"rain\"}}");

        assertThat(facts.hasAudio()).isTrue();
        assertThat(facts.hasVideo()).isFalse();
        assertThat(facts.title()).contains("Old");
        assertThat(facts.cover()).isEmpty();
        assertThat(facts.rotation()).isEmpty();
    }

    @Test
    void anything_else_is_refused() {
        assertThatThrownBy(() -> MediaFactsJson.read("[1]")).isInstanceOf(IllegalStateException.class);
    }
}
