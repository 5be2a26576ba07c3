package dev.latchkey.file.blob;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** A real object store for tests, which checks signatures: s3proxy, a process of its own that keeps all in memory. */
public final class ObjectStore implements QuarkusTestResourceLifecycleManager, AutoCloseable {

    /** Whose scripts may read content of the service under test. */
    static final String ORIGIN = "https://friend.example";

    private static final int TRIES = 600;
    private static final String BUCKET = "latchkey";

    private static volatile ObjectStore last;

    private Process process;
    private int port;

    /** The one that the service under test has. */
    static ObjectStore ofTheService() {
        return last;
    }

    /** Starts it, makes the bucket that the service is told of, and has what is deleted there go at once. */
    @Override
    public Map<String, String> start() {
        try {
            process = launch();
            awaitAnswer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        last = this;
        Map<String, String> settings = new HashMap<>(settings(BUCKET));
        settings.put("latchkey.file.blobs.store", "s3");
        settings.put("latchkey.content.allowed-origins", ORIGIN);
        settings.put("latchkey.file.kept.trash", "PT0S");
        settings.put("latchkey.file.kept.purge-every", "1s");
        settings.put("latchkey.file.kept.first-purge-after", "0s");
        return settings;
    }

    /** Ends it as a power cut would. */
    @Override
    public void stop() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        stop();
    }

    /** How to reach that bucket of it, which is made if missing. */
    S3Config bucket(String name) {
        S3Config config = config(settings(name));
        make(config);
        return config;
    }

    /** Settings for a store at that port which is not waited for. */
    static S3Config at(int port) {
        return config(settings(port, BUCKET, "PT0.3S"));
    }

    private Map<String, String> settings(String bucket) {
        return settings(port, bucket, "PT10S");
    }

    private static Map<String, String> settings(int port, String bucket, String patience) {
        return Map.of(
                "latchkey.file.s3.endpoint",
                "http://127.0.0.1:" + port,
                "latchkey.file.s3.bucket",
                bucket,
                "latchkey.file.s3.access-key",
                "tester",
                "latchkey.file.s3.secret-key",
                "only-for-tests",
                "latchkey.file.s3.patience",
                patience,
                "latchkey.file.s3.timeout",
                "PT20S");
    }

    private static S3Config config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(S3Config.class)
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(S3Config.class);
    }

    private Process launch() throws IOException {
        Path work = Files.createDirectories(
                Path.of(System.getProperty("latchkey.test.work", "target")).resolve("object-store"));
        port = freePort();
        Path properties = Files.writeString(work.resolve("s3proxy-" + port + ".properties"), """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=tester
                s3proxy.credential=only-for-tests
                jclouds.provider=transient-nio2
                """.formatted(port));
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        work.resolve("s3proxy.jar").toString(),
                        "--properties",
                        properties.toString()))
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("s3proxy-" + port + ".log").toFile())
                .start();
    }

    private void awaitAnswer() throws IOException {
        S3Config config = config(settings(BUCKET));
        for (int i = 0; i < TRIES; i++) {
            try {
                make(config);
                return;
            } catch (SdkException _) {
                waitFor(process);
            }
        }
        stop();
        throw new IOException("s3proxy does not answer");
    }

    private static void waitFor(Process process) throws IOException {
        try {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IOException("s3proxy has ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void make(S3Config config) {
        try (S3Client client = Buckets.client(config)) {
            String name = config.bucket().orElseThrow();
            if (client.listBuckets().buckets().stream()
                    .noneMatch(bucket -> bucket.name().equals(name))) {
                client.createBucket(create -> create.bucket(name));
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
