package dev.latchkey.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The three images beside a PostgreSQL, set up as {@code deploy/kubernetes} sets them up: root file system read-only, no capabilities, keys as files.
 */
final class Installation implements AutoCloseable {

    static final String USER = "10001";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String KEYS = "/etc/latchkey";
    private static final String TAG = System.getProperty("latchkey.containers.tag", "latest");
    private static final DockerImageName POSTGRES = DockerImageName.parse(
                    System.getProperty("latchkey.test.postgres.image", "postgres:18"))
            .asCompatibleSubstituteFor("postgres");

    private final Network network = Network.newNetwork();
    private final PostgreSQLContainer postgres =
            new PostgreSQLContainer(POSTGRES).withNetwork(network).withNetworkAliases("postgresql");
    private final Map<String, GenericContainer<?>> services = new LinkedHashMap<>();

    /** Everything started and ready. Fails where there is no engine or no image: nobody asks for this by accident. */
    static Installation start(Path work) throws Exception {
        Installation installation = new Installation();
        try {
            Path keys = makeKeys(work);
            installation.postgres.start();
            for (String service : List.of("auth", "file", "link")) {
                installation.createDatabase("latchkey_" + service);
                installation.services.put(service, installation.service(service, keys));
            }
            Startables.deepStart(installation.services.values()).join();
            return installation;
        } catch (Exception | Error e) {
            installation.close();
            throw e;
        }
    }

    List<String> names() {
        return List.copyOf(services.keySet());
    }

    GenericContainer<?> container(String service) {
        return services.get(service);
    }

    /** Where a service listens for this machine. */
    URI address(String service) {
        GenericContainer<?> container = services.get(service);
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(port(service)));
    }

    @Override
    public void close() {
        services.values().forEach(GenericContainer::stop);
        postgres.stop();
        network.close();
    }

    private GenericContainer<?> service(String name, Path keys) {
        GenericContainer<?> container = new GenericContainer<>(
                        DockerImageName.parse("latchkey/" + name + "-service:" + TAG))
                .withImagePullPolicy(_ -> false)
                .withNetwork(network)
                .withNetworkAliases(name + "-service")
                .withExposedPorts(port(name))
                .withFileSystemBind(keys.toString(), KEYS, BindMode.READ_ONLY)
                .withTmpFs(Map.of("/tmp", "rw"))
                .withEnv(environment(name))
                .withCreateContainerCmdModifier(command -> command.getHostConfig()
                        .withReadonlyRootfs(true)
                        .withCapDrop(com.github.dockerjava.api.model.Capability.ALL)
                        .withSecurityOpts(List.of("no-new-privileges"))
                        .withMemory(1L << 30))
                .waitingFor(Wait.forHttp("/q/health/ready").forPort(port(name)).withStartupTimeout(PATIENCE));
        if (name.equals("file")) {
            String owned = "rw,uid=" + USER + ",gid=" + USER;
            container.withTmpFs(Map.of("/tmp", "rw", "/var/lib/latchkey", owned, "/var/cache/latchkey", owned));
        }
        return container;
    }

    private Map<String, String> environment(String name) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("QUARKUS_HTTP_HOST", "0.0.0.0");
        all.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://postgresql:5432/latchkey_" + name);
        all.put("QUARKUS_DATASOURCE_USERNAME", postgres.getUsername());
        all.put("QUARKUS_DATASOURCE_PASSWORD", postgres.getPassword());
        all.put("LATCHKEY_AUTH_URL", "http://auth-service:8081");
        all.put("LATCHKEY_FILE_URL", "http://file-service:8082");
        all.put("LATCHKEY_LINK_URL", "http://link-service:8083");
        all.put("LATCHKEY_INTERNAL_SECRET_FILE", KEYS + "/internal.key");
        all.put("LATCHKEY_SIGNED_URL_KEYS_FILE", KEYS + "/signed-url-keys.json");
        all.put("LATCHKEY_AUTH_JWT_KEYS_FILE", KEYS + "/jwt-keys.json");
        all.put("LATCHKEY_AUTH_SECRET_KEY_FILE", KEYS + "/api-secrets.key");
        all.put("LATCHKEY_FILE_BLOBS", "/var/lib/latchkey/blobs");
        all.put("LATCHKEY_MEDIA_DIRECTORY", "/var/cache/latchkey/media");
        all.put("LATCHKEY_PUBLIC_URL", "https://files.example.com");
        all.put("LATCHKEY_PUBLIC_API_HOSTS", "files.example.com");
        all.put("LATCHKEY_PUBLIC_CONTENT_HOSTS", "files.example.com");
        return all;
    }

    private void createDatabase(String name) throws Exception {
        ExecResult created = postgres.execInContainer(
                "psql",
                "--username",
                postgres.getUsername(),
                "--dbname",
                postgres.getDatabaseName(),
                "--command",
                "CREATE DATABASE " + name);
        assertThat(created.getExitCode()).as(created.getStderr()).isZero();
    }

    private static int port(String service) {
        return switch (service) {
            case "auth" -> 8081;
            case "file" -> 8082;
            default -> 8083;
        };
    }

    /** As an operator makes them, but readable by the images' user, whom this machine does not know. */
    private static Path makeKeys(Path work) throws IOException, InterruptedException {
        Path keys =
                Files.createTempDirectory(Files.createDirectories(work), "keys").resolve("made");
        Process made = new ProcessBuilder("../kubernetes/make-keys", keys.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(made.getInputStream().readAllBytes());
        assertThat(made.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(made.exitValue()).as(output).isZero();
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Stream<Path> files = Files.list(keys)) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            }
        }
        return keys.toAbsolutePath();
    }
}
