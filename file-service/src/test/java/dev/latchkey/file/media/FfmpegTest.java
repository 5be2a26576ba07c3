package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class FfmpegTest {

    @TempDir
    Path directory;

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

    private Ffmpeg script(String name, String says) throws IOException {
        Path program = Files.writeString(directory.resolve(name), "#!/bin/sh\necho " + says + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return new Ffmpeg(program, Optional.empty(), Sounds.LAUNCHER, Sounds.PROCESSOR);
    }
}
