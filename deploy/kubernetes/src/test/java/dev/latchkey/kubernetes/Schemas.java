package dev.latchkey.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * The published JSON schemas of the APIs, by way of the npm packages that carry them. They know types and values, where
 * {@link UnknownFields} knows names: it takes both to notice what a cluster would.
 */
final class Schemas {

    private static final Path SOURCE = Repository.MANIFESTS.resolve("src/test/npm");
    private static final Path FOLDER = Repository.BUILD.resolve("npm");

    /** What npm says when there is no network, or nobody behind it. */
    private static final Pattern UNREACHABLE =
            Pattern.compile("EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT");

    private Schemas() {}

    /** What is wrong with these manifests; empty if nothing is. Without npm the test says so and is skipped. */
    static String complaints(Manifests manifests) {
        Optional<String> npm = Command.find("npm");
        Optional<String> node = Command.find("node");
        Assumptions.assumeTrue(
                npm.isPresent() && node.isPresent(), "NOT CHECKED against the JSON schemas: npm is not on the PATH");
        try {
            install(npm.orElseThrow());
            Path file = Files.writeString(Files.createTempFile(FOLDER, "manifests", ".yaml"), manifests.yaml());
            Command.Outcome outcome = Command.run(FOLDER, List.of(node.orElseThrow(), "validate.mjs", file.toString()));
            Files.delete(file);
            assertThat(outcome.status()).as(outcome.errors()).isIn(0, 1);
            return outcome.output();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Installs exactly what the lock file says, once. */
    private static synchronized void install(String npm) throws IOException {
        Path lock = FOLDER.resolve("package-lock.json");
        boolean done = Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))
                && Files.exists(lock)
                && Files.mismatch(lock, SOURCE.resolve("package-lock.json")) < 0;
        Files.createDirectories(FOLDER);
        for (String file : List.of("package.json", "package-lock.json", "validate.mjs")) {
            Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!done) {
            Command.Outcome outcome = Command.run(
                    FOLDER, List.of(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"));
            Assumptions.assumeFalse(
                    UNREACHABLE.matcher(outcome.errors()).find(),
                    "NOT CHECKED against the JSON schemas: npm cannot reach its registry");
            assertThat(outcome.status()).as("npm ci: " + outcome.errors()).isZero();
        }
    }
}
