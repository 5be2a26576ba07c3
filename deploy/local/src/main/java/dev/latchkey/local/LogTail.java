package dev.latchkey.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds the line of a log that tells best why a program ended. */
final class LogTail {

    private static final int READ_AT_MOST = 1 << 20;
    private static final int WIDTH = 300;
    private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;]*m");
    /** The innermost cause often is a bare TimeoutException: only one with a message counts. */
    private static final Pattern TOLD_CAUSE = Pattern.compile("^Caused by: [\\w.$]+: \\S");

    private static final Pattern PREFIX =
            Pattern.compile("^.*\\bFATAL: +|^(?:Caused by: )?(?:(?:[a-z]\\w*\\.)+[A-Z][\\w$]*: )?");
    private static final Pattern ERROR = Pattern.compile("\\b(ERROR|FATAL|error:|FATAL:)");

    private LogTail() {}

    /**
     * The root cause if there is a stack trace, else the last error, else the last line; from that byte of the log on.
     */
    static String reason(Path log, long from) {
        List<String> lines = lines(log, from);
        String line = last(lines, text -> TOLD_CAUSE.matcher(text).find());
        if (line.isEmpty()) {
            line = last(lines, text -> ERROR.matcher(text).find());
        }
        if (line.isEmpty()) {
            line = last(lines, _ -> true);
        }
        String text = PREFIX.matcher(line).replaceFirst("");
        return text.isEmpty() ? "it logged nothing" : text.length() > WIDTH ? text.substring(0, WIDTH) + "..." : text;
    }

    /** Whether a line from that byte of the log on has that text. */
    static boolean contains(Path log, long from, String text) {
        return lines(log, from).stream().anyMatch(line -> line.contains(text));
    }

    private static String last(List<String> lines, Predicate<String> wanted) {
        return lines.reversed().stream().filter(wanted).findFirst().orElse("");
    }

    private static List<String> lines(Path log, long from) {
        try (InputStream input = Files.newInputStream(log)) {
            input.skipNBytes(Math.max(from, Files.size(log) - READ_AT_MOST));
            String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
            return ESCAPES.matcher(text)
                    .replaceAll("")
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("\tat "))
                    .map(String::strip)
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }
}
