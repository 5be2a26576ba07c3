package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.file.process.SearchPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FfmpegLocatorTest {

    @TempDir
    Path directory;

    @Test
    void the_configured_one_comes_first_and_brings_its_ffprobe() throws IOException {
        Path mine = program("mine/ffmpeg");
        Path probe = program("mine/ffprobe");
        program("path/ffmpeg");

        assertThat(locator(Optional.of(mine), directory.resolve("path").toString())
                        .find())
                .isEqualTo(new Ffmpeg(mine, Optional.of(probe), Sounds.LAUNCHER, Sounds.PROCESSOR));
    }

    @Test
    void a_configured_one_that_is_not_there_is_an_error_and_no_reason_to_look_elsewhere() throws IOException {
        program("path/ffmpeg");
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> locator(
                                Optional.of(missing), directory.resolve("path").toString())
                        .find())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("latchkey.media.ffmpeg")
                .hasMessageContaining("missing");
    }

    @Test
    void the_path_is_searched_in_its_order() throws IOException {
        Files.createDirectories(directory.resolve("empty"));
        Files.writeString(Files.createDirectories(directory.resolve("plain")).resolve("ffmpeg"), "not executable");
        Path second = program("second/ffmpeg");
        program("third/ffmpeg");
        String path = String.join(
                File.pathSeparator,
                "",
                directory + "/empty",
                directory + "/plain",
                directory + "/second",
                directory + "/third");

        assertThat(locator(Optional.empty(), path).find())
                .isEqualTo(new Ffmpeg(second, Optional.empty(), Sounds.LAUNCHER, Sounds.PROCESSOR));
    }

    @Test
    void the_bundled_one_is_unpacked_once_for_the_owner_only_and_again_when_it_is_not_whole() throws IOException {
        Ffmpeg first = locator(Optional.empty(), null).find();
        long size = Files.size(first.binary());
        Object made = Files.getAttribute(first.binary(), "unix:ino");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.binary())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("bin"))))
                .isEqualTo("rwx------");

        locator(Optional.empty(), null).find();
        assertThat(Files.getAttribute(first.binary(), "unix:ino")).isEqualTo(made);

        Files.write(first.binary(), new byte[10]);
        locator(Optional.empty(), null).find();
        assertThat(first.binary()).hasSize(size);
        assertThat(directory.resolve("bin").toFile().list()).containsExactly("ffmpeg");
    }

    private FfmpegLocator locator(Optional<Path> configured, @Nullable String path) {
        return new FfmpegLocator(configured, new SearchPath(path), directory.resolve("bin"), Sounds.LAUNCHER);
    }

    private Path program(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
