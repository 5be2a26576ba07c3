package dev.latchkey.protocol.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A real PostgreSQL for a service's tests, and the key files a service needs: embedded binaries by default, a container where a Docker engine has
 * or gets the image.
 * {@code -Dlatchkey.test.postgres=embedded|container} decides by hand; {@code -Dlatchkey.test.postgres.image} names another image.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

    private static final String IMAGE = "postgres:18";

    private AutoCloseable database = () -> {};

    @Override
    public Map<String, String> start() {
        Path work = Path.of(System.getProperty("latchkey.test.work", "target"));
        Map<String, String> settings = new LinkedHashMap<>(TestKeys.write(work.resolve("test-keys")));
        settings.put(
                "latchkey.file.blobs",
                work.resolve("test-blobs").toAbsolutePath().toString());
        settings.putAll(database(work));
        return settings;
    }

    @Override
    public void stop() {
        try {
            database.close();
        } catch (Exception e) {
            throw new IllegalStateException("PostgreSQL did not stop", e);
        }
    }

    private Map<String, String> database(Path work) {
        return switch (System.getProperty("latchkey.test.postgres", "")) {
            case "container" -> container();
            case "embedded" -> embedded(work);
            case "" -> engineIsThere() ? containerIfItStarts(work) : embedded(work);
            case String other ->
                throw new IllegalArgumentException("latchkey.test.postgres is embedded or container, not " + other);
        };
    }

    private static boolean engineIsThere() {
        return System.getenv("DOCKER_HOST") != null || new File("/var/run/docker.sock").exists();
    }

    /** An engine alone is not enough: it may have neither the image nor a registry to get it from. */
    private Map<String, String> containerIfItStarts(Path work) {
        try {
            return container();
        } catch (ContainerLaunchException | ContainerFetchException | IllegalStateException e) {
            System.getLogger(PostgresResource.class.getName())
                    .log(Level.WARNING, "No container of PostgreSQL here ({0}); its embedded binaries are used.", e);
            return embedded(work);
        }
    }

    private Map<String, String> embedded(Path work) {
        try {
            Path binaries = Files.createDirectories(work.resolve("postgres")).toAbsolutePath();
            Path data = Files.createTempDirectory(binaries, "data");
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(binaries.toFile())
                    .setDataDirectory(data)
                    .setServerConfig("fsync", "off")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .start();
            database = postgres;
            return settings("jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres", "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start", e);
        }
    }

    private Map<String, String> container() {
        String image = System.getProperty("latchkey.test.postgres.image", IMAGE);
        PostgreSQLContainer container =
                new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"));
        container.start();
        database = container;
        return settings(container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }

    private static Map<String, String> settings(String url, String username, String password) {
        return Map.of(
                "quarkus.datasource.jdbc.url", url,
                "quarkus.datasource.username", username,
                "quarkus.datasource.password", password);
    }
}
