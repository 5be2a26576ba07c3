package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Looks back on what all processes wrote while the other classes ran. */
@WholeSystem
@Order(Integer.MAX_VALUE - 1)
class LogsTest {

    private static final Pattern FAILURE = Pattern.compile("\\b(ERROR|FATAL|PANIC)\\b");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/_-]{20,}={0,2}");

    private final Latchkey latchkey;

    LogsTest(Latchkey latchkey) {
        this.latchkey = latchkey;
    }

    @Test
    void every_process_keeps_a_log() {
        Map<String, List<Path>> logs = latchkey.logs().files().stream()
                .collect(Collectors.groupingBy(file -> file.getFileName().toString()));

        assertThat(logs).containsKey("postgresql.log");
        for (Service service : Service.values()) {
            assertThat(logs.get(service.moduleName() + ".log"))
                    .as(service.moduleName())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(latchkey.logs().text(file)).isNotBlank());
        }
    }

    @Test
    void nothing_confidential_stands_in_a_log() throws IOException {
        Map<String, String> secrets = new TreeMap<>(latchkey.confidential().all());
        assertThat(secrets.values())
                .as("kinds of secrets used in this run")
                .contains("password", "auth", "code", "token of a URL", "signature of a URL");
        keysOfTheStack().forEach(key -> secrets.put(key, "key of the stack"));

        for (Path file : latchkey.logs().files()) {
            String log = latchkey.logs().text(file);
            List<String> found = secrets.entrySet().stream()
                    .filter(secret -> log.contains(secret.getKey()))
                    .map(secret -> secret.getValue() + ": " + lineWith(log, secret.getKey()))
                    .toList();
            assertThat(found).as("confidential in %s", file).isEmpty();
        }
    }

    @Test
    void nothing_failed_but_what_was_made_to() {
        for (Path file : latchkey.logs().files()) {
            List<String> failures = latchkey.logs()
                    .calmText(file)
                    .lines()
                    .filter(line -> FAILURE.matcher(line).find())
                    .toList();
            assertThat(failures).as("failures in %s", file).isEmpty();
        }
    }

    private List<String> keysOfTheStack() throws IOException {
        try (Stream<Path> files = Files.list(latchkey.stack().secrets().folder())) {
            List<String> keys = files.flatMap(file -> words(file).stream()).toList();
            assertThat(keys).as("keys of the stack").hasSizeGreaterThan(4);
            return keys;
        }
    }

    private static List<String> words(Path file) {
        try {
            return KEY.matcher(Files.readString(file))
                    .results()
                    .map(MatchResult::group)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lineWith(String log, String secret) {
        Matcher line =
                Pattern.compile("(?m)^.*" + Pattern.quote(secret) + ".*$").matcher(log);
        return line.find() ? line.group() : "";
    }
}
