package dev.latchkey.file.media;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds ffmpeg: the configured path, else the PATH, else the bundled binary, unpacked once into a private directory.
 */
final class FfmpegLocator {

    private static final String BUNDLED = "ws/schild/jave/nativebin/ffmpeg-amd64";

    private final Optional<Path> configured;
    private final @Nullable String searchPath;
    private final Path unpackInto;

    /**
     * @param configured what the operator says; then nothing else is looked at
     * @param searchPath the PATH of the process
     * @param unpackInto directory for the bundled binary
     */
    FfmpegLocator(Optional<Path> configured, @Nullable String searchPath, Path unpackInto) {
        this.configured = configured;
        this.searchPath = searchPath;
        this.unpackInto = unpackInto;
    }

    /** @throws IllegalStateException with one line that says what to do, if there is none */
    Ffmpeg find() throws IOException {
        if (configured.isPresent()) {
            return withCompanion(executable(configured.get())
                    .orElseThrow(() -> new IllegalStateException(
                            "latchkey.media.ffmpeg: " + configured.get() + " is not an executable file")));
        }
        Optional<Path> onPath = onPath("ffmpeg");
        return withCompanion(onPath.isPresent() ? onPath.get() : bundled());
    }

    private Optional<Path> onPath(String program) {
        if (searchPath == null) {
            return Optional.empty();
        }
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(searchPath)
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, program))
                .flatMap(candidate -> executable(candidate).stream())
                .findFirst();
    }

    private Path bundled() throws IOException {
        URL resource = FfmpegLocator.class.getClassLoader().getResource(BUNDLED);
        if (resource == null || !"amd64".equals(System.getProperty("os.arch"))) {
            throw new IllegalStateException("there is no ffmpeg on the PATH and none bundled for this machine:"
                    + " install it, or set latchkey.media.ffmpeg");
        }
        Files.createDirectories(unpackInto);
        Files.setPosixFilePermissions(unpackInto, PosixFilePermissions.fromString("rwx------"));
        Path binary = unpackInto.resolve("ffmpeg");
        long size = resource.openConnection().getContentLengthLong();
        if (!Files.isExecutable(binary) || Files.size(binary) != size) {
            unpack(resource, binary, size);
        }
        return binary;
    }

    private void unpack(URL resource, Path binary, long size) throws IOException {
        Path temporary = Files.createTempFile(
                unpackInto,
                "ffmpeg",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (InputStream bytes = resource.openStream()) {
            long written = Files.copy(bytes, temporary, StandardCopyOption.REPLACE_EXISTING);
            if (size >= 0 && written != size) {
                throw new IOException("the bundled ffmpeg came out with " + written + " of " + size + " bytes");
            }
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx------"));
            Files.move(temporary, binary, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private Ffmpeg withCompanion(Path binary) {
        return new Ffmpeg(binary, executable(binary.resolveSibling("ffprobe")), onPath("prlimit"));
    }

    private static Optional<Path> executable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file)
                ? Optional.of(file.toAbsolutePath())
                : Optional.empty();
    }
}
