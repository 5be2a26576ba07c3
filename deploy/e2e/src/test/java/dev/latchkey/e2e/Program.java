package dev.latchkey.e2e;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs of the machine that only some tests need. */
final class Program {

    /** Not on everybody's PATH, and yet where packages put servers. */
    private static final List<String> OF_ADMINISTRATORS = List.of("/usr/sbin", "/usr/local/sbin");

    private Program() {}

    /** Where it is. If it is not installed the test says so and is skipped. */
    static Path find(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), OF_ADMINISTRATORS.stream())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> {
                    Assumptions.abort("NOT TESTED with " + name + ", since it is not installed");
                    throw new AssertionError("aborted");
                });
    }
}
