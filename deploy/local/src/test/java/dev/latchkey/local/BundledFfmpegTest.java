package dev.latchkey.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledFfmpegTest {

    @TempDir
    Path folder;

    @Test
    void is_unpacked_once_and_runs() throws Exception {
        Path program = BundledFfmpeg.unlessInstalled(Map.of("PATH", folder.toString()), folder.resolve("bin"))
                .orElseThrow();
        FileTime unpacked = Files.getLastModifiedTime(program);

        Process version = new ProcessBuilder(program.toString(), "-version").start();
        assertThat(new String(version.getInputStream().readAllBytes())).startsWith("ffmpeg version");
        assertThat(version.waitFor()).isZero();
        assertThat(BundledFfmpeg.unlessInstalled(Map.of(), folder.resolve("bin")))
                .contains(program);
        assertThat(Files.getLastModifiedTime(program)).isEqualTo(unpacked);
        try (var files = Files.list(folder.resolve("bin"))) {
            assertThat(files).containsExactly(program);
        }
    }

    @Test
    void a_broken_one_is_unpacked_again() throws IOException {
        Path program = BundledFfmpeg.unlessInstalled(Map.of(), folder).orElseThrow();
        long size = Files.size(program);
        Files.writeString(program, "half");

        assertThat(BundledFfmpeg.unlessInstalled(Map.of(), folder)).contains(program);

        assertThat(program).hasSize(size).isExecutable();
    }

    @Test
    void what_is_installed_or_configured_is_left_to_the_service() throws IOException {
        Path installed = Files.createFile(folder.resolve("ffmpeg"));
        assertThat(installed.toFile().setExecutable(true)).isTrue();

        Path bin = folder.resolve("bin");
        assertThat(BundledFfmpeg.unlessInstalled(Map.of("PATH", "/nowhere:" + folder), bin))
                .isEqualTo(Optional.empty());
        assertThat(BundledFfmpeg.unlessInstalled(Map.of("LATCHKEY_MEDIA_FFMPEG", "/mine"), bin))
                .isEqualTo(Optional.empty());
        assertThat(bin).doesNotExist();
    }
}
