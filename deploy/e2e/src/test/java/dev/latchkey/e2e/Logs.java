package dev.latchkey.e2e;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The logs of all processes, and where in them failures were provoked on purpose. */
final class Logs {

    private final List<Path> folders = new ArrayList<>();
    /** Sizes of all logs when something began to be broken on purpose, and when all worked again; in turn. */
    private final List<Map<Path, Long>> turns = new ArrayList<>();

    Logs(Path folder) {
        alsoIn(folder);
    }

    /** Further processes write there. */
    void alsoIn(Path folder) {
        folders.add(folder);
    }

    List<Path> files() {
        return folders.stream().flatMap(folder -> files(folder).stream()).toList();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on something is broken on purpose. */
    void troubleBegins() {
        turns.add(sizes());
    }

    /** All works again. */
    void troubleEnds() {
        turns.add(sizes());
    }

    /** What was written while nothing was broken on purpose. */
    String calmText(Path file) {
        StringBuilder text = new StringBuilder();
        long from = 0;
        for (int i = 0; i < turns.size(); i += 2) {
            text.append(text(file, from, turns.get(i).getOrDefault(file, 0L)));
            from = i + 1 < turns.size() ? turns.get(i + 1).getOrDefault(file, 0L) : Long.MAX_VALUE;
        }
        return text.append(text(file, from, Long.MAX_VALUE)).toString();
    }

    String text(Path file) {
        return text(file, 0, Long.MAX_VALUE);
    }

    private static String text(Path file, long from, long until) {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.min(from, log.length());
            byte[] bytes = new byte[(int) (Math.min(until, log.length()) - start)];
            log.seek(start);
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<Path, Long> sizes() {
        Map<Path, Long> sizes = new HashMap<>();
        for (Path file : files()) {
            try {
                sizes.put(file, Files.size(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sizes;
    }
}
