package dev.latchkey.file.media;

import dev.latchkey.file.process.Launcher;
import dev.latchkey.file.process.SearchPath;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Finds ffmpeg: the configured path, else the PATH, else the bundled binary, unpacked once into a private directory.
 */
final class FfmpegLocator {

    private static final String BUNDLED = "ws/schild/jave/nativebin/ffmpeg-amd64";

    private final Optional<Path> configured;
    private final SearchPath searchPath;
    private final Path unpackInto;
    private final Launcher launcher;

    /**
     * @param configured what the operator says; then nothing else is looked at
     * @param searchPath that of the process
     * @param unpackInto directory for the bundled binary
     * @param launcher   starts what is found
     */
    FfmpegLocator(Optional<Path> configured, SearchPath searchPath, Path unpackInto, Launcher launcher) {
        this.configured = configured;
        this.searchPath = searchPath;
        this.unpackInto = unpackInto;
        this.launcher = launcher;
    }

    /** @throws IllegalStateException with one line that says what to do, if there is none */
    Ffmpeg find() throws IOException {
        if (configured.isPresent()) {
            return withCompanion(SearchPath.executable(configured.get())
                    .orElseThrow(() -> new IllegalStateException(
                            "latchkey.media.ffmpeg: " + configured.get() + " is not an executable file")));
        }
        Optional<Path> onPath = searchPath.find("ffmpeg");
        return withCompanion(onPath.isPresent() ? onPath.get() : bundled());
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

    private Ffmpeg withCompanion(Path binary) throws IOException {
        Optional<Path> ffprobe = SearchPath.executable(binary.resolveSibling("ffprobe"));
        return new Ffmpeg(binary, ffprobe, launcher, Processor.ofThisMachine());
    }
}
