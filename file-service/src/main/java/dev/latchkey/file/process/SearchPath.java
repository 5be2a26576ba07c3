package dev.latchkey.file.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where programs are looked for.
 *
 * @param value directories as in the environment variable PATH
 */
public record SearchPath(@Nullable String value) {

    /** The first program of that name. */
    public Optional<Path> find(String program) {
        if (value == null) {
            return Optional.empty();
        }
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(value)
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, program))
                .flatMap(candidate -> executable(candidate).stream())
                .findFirst();
    }

    /** The file, if it can be run, with an absolute path. */
    public static Optional<Path> executable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file)
                ? Optional.of(file.toAbsolutePath())
                : Optional.empty();
    }
}
