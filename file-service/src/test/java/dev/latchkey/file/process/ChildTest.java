package dev.latchkey.file.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class ChildTest {

    private static final Duration AGES = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void its_last_words_are_told_apart() throws Exception {
        try (Child child = shell("echo said; echo complained >&2; exit 3")) {
            assertThat(child.finish(AGES)).isEqualTo(new Child.Said(3, "said\n", "complained\n", false));
        }
    }

    @Test
    void one_that_says_more_than_is_kept_is_known_for_it() throws Exception {
        try (Child child = shell("yes | head -c 1048577; echo complained >&2")) {
            Child.Said said = child.finish(AGES);

            assertThat(said.cutShort()).isTrue();
            assertThat(said.output()).hasSize(1024 * 1024);
        }
    }

    @Test
    void one_that_talks_without_end_is_heard_to_a_limit_and_killed() throws Exception {
        try (Child child = shell("exec yes complaint >&2")) {
            while (child.complaints().length() < 1024 * 1024) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> child.finish(Duration.ofMillis(300)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("killed");
            child.kill();

            assertThat(child.exit()).isEqualTo(137);
            assertThat(child.complaints()).hasSize(1024 * 1024);
        }
    }

    @Test
    void one_that_has_no_more_to_say_and_does_not_go_is_killed() throws Exception {
        try (Child child = shell("echo last; exec >&- 2>&-; exec sleep 100")) {
            assertThat(child.output().readAllBytes()).asString().isEqualTo("last\n");

            assertThat(child.exit()).isEqualTo(137);
        }
    }

    @Test
    void whoever_kills_it_its_reader_comes_to_an_end() throws Exception {
        try (Child child = shell("exec sleep 100")) {
            Thread.ofVirtual().start(child::kill);

            assertThat(child.output().readAllBytes()).isEmpty();
            assertThat(child.exit()).isEqualTo(137);
        }
    }

    private Child shell(String script) throws IOException {
        return Child.start(Launcher.ofThisMachine(new SearchPath(null)), List.of("/bin/sh", "-c", script), directory);
    }
}
