package dev.latchkey.file.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Files of a process that has ended: nobody will ever finish them. */
public final class Leftovers {

    private Leftovers() {}

    /** Makes the directory if it is missing, and removes the files in it. Nobody else may use it. */
    public static void clear(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.deleteIfExists(file);
            }
        }
    }
}
