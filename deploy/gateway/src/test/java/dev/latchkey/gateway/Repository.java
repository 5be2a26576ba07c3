package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's folder, with the generated files that are checked in. */
final class Repository {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private Repository() {}

    static Path file(String path) {
        return ROOT.resolve(path);
    }

    /** Compares a file with what it has to be; {@code -Dgolden.update} rewrites it instead. */
    static void check(String path, String expected) {
        Path file = file(path);
        try {
            if (System.getProperty("golden.update") != null) {
                Files.writeString(file, expected);
            }
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as(path + " must say what the services declare; run the tests with -Dgolden.update")
                    .isEqualTo(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
