package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A real object store with one bucket, which checks signatures: s3proxy, a process of its own on a folder. */
final class ObjectStore implements AutoCloseable {

    private static final String BUCKET = "latchkey";
    private static final String ACCESS_KEY = "tester";

    private final Process process;
    private final Thread lastResort;
    private final Path folder;
    private final URI endpoint;
    private final String secret;

    private ObjectStore(Process process, Path folder, URI endpoint, String secret) {
        this.process = process;
        this.folder = folder;
        this.endpoint = endpoint;
        this.secret = secret;
        this.lastResort = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /** Starts it on a free port of loopback, with an empty bucket. */
    static ObjectStore start(Latchkey latchkey) throws Exception {
        Path folder = latchkey.stack().home().resolve("object-store");
        Files.createDirectories(folder.resolve("buckets").resolve(BUCKET));
        int port = Ports.free();
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        String secret = UUID.randomUUID().toString();
        latchkey.confidential().add("secret", secret);
        Path settings = Files.writeString(folder.resolve("s3proxy.properties"), """
                s3proxy.endpoint=%s
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """.formatted(
                        endpoint, ACCESS_KEY, secret, folder.resolve("buckets")));
        Path work = Path.of(System.getProperty("latchkey.test.work", "target"));
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        work.resolve("object-store").resolve("s3proxy.jar").toString(),
                        "--properties",
                        settings.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        ObjectStore store = new ObjectStore(process, folder, endpoint, secret);
        Await.until("the object store listens", () -> {
            assertThat(process.isAlive())
                    .as(Files.readString(folder.resolve("output")))
                    .isTrue();
            return Ports.isOpen(port);
        });
        return store;
    }

    /** What makes a file-service keep its blobs here. Answers may take long: the machine does much else. */
    Map<String, String> settings() {
        return Map.of(
                "latchkey.file.blobs.store",
                "s3",
                "latchkey.file.s3.endpoint",
                endpoint.toString(),
                "latchkey.file.s3.bucket",
                BUCKET,
                "latchkey.file.s3.access-key",
                ACCESS_KEY,
                "latchkey.file.s3.secret-key",
                secret,
                "latchkey.file.s3.patience",
                "PT10S");
    }

    /** Where the bytes of a blob are if it is in the bucket. */
    Path object(String sha256) {
        return folder.resolve("buckets")
                .resolve(BUCKET)
                .resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    /** Ends it, and all that it holds. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        Runtime.getRuntime().removeShutdownHook(lastResort);
        Latchkey.delete(folder);
    }
}
