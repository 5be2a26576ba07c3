package dev.latchkey.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    Path folder;

    @Test
    void the_root_cause_tells_most() throws IOException {
        assertThat(reason("""
                2026-11-21 ERROR [io.quarkus] (main) Failed to start
                java.lang.RuntimeException: Failed to start
                	at Foo.bar(Foo.java:1)
                Caused by: java.lang.IllegalStateException: wrapped
                	at Foo.bar(Foo.java:2)
                Caused by: java.io.IOException: No space left on device
                	at Foo.bar(Foo.java:3)
                Caused by: java.util.concurrent.TimeoutException
                	... 8 more
                """)).isEqualTo("No space left on device");
    }

    @Test
    void else_the_last_error() throws IOException {
        assertThat(reason("""
                starting
                initdb: error: could not write to file
                initdb: removing data directory
                """)).isEqualTo("initdb: error: could not write to file");
    }

    @Test
    void of_a_fatal_error_what_comes_after_that_word() throws IOException {
        assertThat(reason("waiting....2026-11-21 20:26:02.116 UTC [17897] FATAL:  wrong version\nDETAIL: more\n"))
                .isEqualTo("wrong version");
    }

    @Test
    void else_the_last_line_without_colours() throws IOException {
        assertThat(reason("one\n\u001b[31mtwo\u001b[0m\n\n")).isEqualTo("two");
    }

    @Test
    void a_log_may_be_empty_or_missing() throws IOException {
        assertThat(reason("")).isEqualTo("it logged nothing");
        assertThat(LogTail.reason(folder.resolve("none"), 0)).isEqualTo("it logged nothing");
    }

    @Test
    void what_an_earlier_run_said_does_not_count() throws IOException {
        String earlier = "Caused by: java.io.IOException: old\n";
        Path log = Files.writeString(folder.resolve("log"), earlier + "new\n");

        assertThat(LogTail.reason(log, earlier.length())).isEqualTo("new");
    }

    private String reason(String log) throws IOException {
        return LogTail.reason(Files.writeString(folder.resolve("log"), log), 0);
    }
}
