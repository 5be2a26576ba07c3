package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class FfmpegTest {

    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    @TempDir
    Path directory;

    @Test
    @EnabledIf("hasPrlimit")
    void where_there_is_prlimit_resources_are_bounded() throws Exception {
        Ffmpeg bounded = new Ffmpeg(Path.of("/bin/sh"), Optional.empty(), Optional.of(PRLIMIT));

        try (Child child = bounded.start(List.of("/bin/sh", "-c", "ulimit -f; ulimit -t; ulimit -n"), directory)) {
            assertThat(child.finish(Duration.ofSeconds(10)).output().lines()).containsExactly("0", "1800", "64");
        }
    }

    @Test
    void other_builds_have_other_fingerprints() throws IOException {
        Ffmpeg one = script("one", "ffmpeg version 7.1");
        Ffmpeg other = script("other", "ffmpeg version 7.2");

        assertThat(one.fingerprint(directory)).matches("[0-9a-f]{8}").isEqualTo(one.fingerprint(directory));
        assertThat(other.fingerprint(directory)).isNotEqualTo(one.fingerprint(directory));
    }

    @Test
    void one_that_does_not_run_says_so_at_the_start() throws IOException {
        Ffmpeg broken = script("broken", "cannot; exit 7");

        assertThatThrownBy(() -> broken.fingerprint(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken");
    }

    static boolean hasPrlimit() {
        return Files.isExecutable(PRLIMIT);
    }

    private Ffmpeg script(String name, String says) throws IOException {
        Path program = Files.writeString(directory.resolve(name), "#!/bin/sh\necho " + says + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return new Ffmpeg(program, Optional.empty(), Optional.empty());
    }
}
