package dev.latchkey.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The ffmpeg that comes with the project, for a machine without one: an executable carries none, since it would be as
 * large again. It is an old version, there for trying out.
 */
final class BundledFfmpeg {

    private static final String RESOURCE = "ws/schild/jave/nativebin/ffmpeg-amd64";
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwx------");

    private BundledFfmpeg() {}

    /**
     * Unpacks it, if it is needed.
     *
     * @param environment where the service would look: {@code LATCHKEY_MEDIA_FFMPEG}, then the {@code PATH}
     * @param folder is made if it is not there; the program is unpacked once
     * @return empty if the service finds its own, or none is bundled for this machine
     */
    static Optional<Path> unlessInstalled(Map<String, String> environment, Path folder) throws IOException {
        URL resource = BundledFfmpeg.class.getClassLoader().getResource(RESOURCE);
        if (environment.containsKey("LATCHKEY_MEDIA_FFMPEG")
                || onPath(environment.getOrDefault("PATH", ""))
                || resource == null
                || !"amd64".equals(System.getProperty("os.arch"))) {
            return Optional.empty();
        }
        Path program = PrivateFiles.folder(folder).resolve("ffmpeg");
        if (!Files.isExecutable(program)
                || Files.size(program) != resource.openConnection().getContentLengthLong()) {
            unpack(resource, program);
        }
        return Optional.of(program);
    }

    private static boolean onPath(String searchPath) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(searchPath)
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, "ffmpeg"))
                .anyMatch(candidate -> Files.isRegularFile(candidate) && Files.isExecutable(candidate));
    }

    private static void unpack(URL resource, Path program) throws IOException {
        Path parts = Files.createTempFile(
                program.getParent(), "ffmpeg", ".new", PosixFilePermissions.asFileAttribute(PROGRAM));
        try (InputStream bytes = resource.openStream()) {
            Files.copy(bytes, parts, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(parts, PROGRAM);
            Files.move(parts, program, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(parts);
        }
    }
}
