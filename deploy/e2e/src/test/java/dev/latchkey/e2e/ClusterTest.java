package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.local.CannotStart;
import dev.latchkey.local.Service;
import dev.latchkey.local.demo.Mp3;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What only clusters use: blobs in a bucket, TLS to PostgreSQL, logs in JSON. Starts all services anew, so it runs by itself;
 * file-service has a database of its own meanwhile, for what is in the other one is in no bucket.
 */
@WholeSystem
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@Order(Integer.MAX_VALUE - 3)
class ClusterTest {

    private static final String DATABASE = "latchkey_bucket";
    private static final String DATABASE_URL = "quarkus.datasource.jdbc.url";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** More than is put into a bucket in one piece, and than the replica has room for. */
    private static final byte[] LARGE = new byte[20 << 20];

    private static final String ROOM_FOR_COPIES = "8M";
    private static final Duration LENGTH = Duration.ofSeconds(5);
    private static final byte[] SONG = Sounds.wav(LENGTH);
    /** Nobody uploads meanwhile, so nothing that is under way can be taken for left behind. */
    private static final Map<String, String> PURGING_AT_ONCE = Map.of(
            "latchkey.file.kept.trash", "PT0S",
            "latchkey.file.kept.first-purge-after", "1s",
            "latchkey.file.kept.purge-every", "1s",
            "latchkey.file.blobs.first-sweep-after", "1s",
            "latchkey.file.blobs.sweep-every", "1s",
            "latchkey.file.blobs.grace", "PT1S");

    static {
        new Random(20).nextBytes(LARGE);
    }

    private final Latchkey latchkey;
    private final Path disk;
    private DatabaseServer server;
    private ObjectStore bucket;
    private Api owner;

    ClusterTest(Latchkey latchkey) {
        this.latchkey = latchkey;
        this.disk = latchkey.stack().home().resolve("replica");
    }

    @BeforeAll
    void startAsInACluster() throws Exception {
        bucket = ObjectStore.start(latchkey);
        server = DatabaseServer.of(latchkey);
        server.execute("CREATE DATABASE " + DATABASE + " OWNER latchkey_file");
        server.offerTls();
        latchkey.logs().troubleBegins();
        for (Service service : Service.values()) {
            restart(service, settings(service));
        }
        awaitAllWorks();
        latchkey.logs().troubleEnds();
        owner = latchkey.newPerson().api();
    }

    @AfterAll
    void startAsBefore() throws Exception {
        latchkey.logs().troubleBegins();
        for (Service service : Service.values()) {
            restart(service, Map.of());
        }
        if (server != null) {
            server.offerNoTls();
            server.execute("DROP DATABASE IF EXISTS " + DATABASE);
        }
        if (bucket != null) {
            bucket.close();
        }
        Latchkey.delete(disk);
        awaitAllWorks();
        latchkey.logs().troubleEnds();
    }

    @Test
    void what_is_too_large_for_the_disk_goes_into_the_bucket_and_comes_out_of_it() throws IOException {
        long file = owner.upload("large.bin", LARGE);
        URI content = contentOf(file);

        assertThat(Arrays.mismatch(Files.readAllBytes(bucket.object(BlobFolder.sha256(LARGE))), LARGE))
                .isEqualTo(-1);
        assertThat(copyOf(LARGE)).doesNotExist();
        assertThat(Arrays.mismatch(latchkey.bytes(content), LARGE)).isEqualTo(-1);
        HttpResponse<byte[]> part = latchkey.fetch(content, "Range", "bytes=1000000-17999999");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 1000000-17999999/" + LARGE.length);
        assertThat(Arrays.mismatch(part.body(), Arrays.copyOfRange(LARGE, 1_000_000, 18_000_000)))
                .isEqualTo(-1);
    }

    @Test
    void a_song_that_is_in_the_bucket_only_is_brought_here_and_played() throws IOException {
        long song = owner.upload("song.wav", SONG);
        Files.delete(copyOf(SONG));

        URI url = latchkey.contentOf(
                owner.call("getaudiolink", "fileid", song, "abitrate", 128).ok());
        Mp3 mp3 = Mp3.read(latchkey.bytes(url));

        assertThat(mp3.isConstantly(128)).as("bit rates %s", mp3.bitRates()).isTrue();
        assertThat(mp3.duration()).isBetween(LENGTH.minusMillis(200), LENGTH.plusMillis(200));
        assertThat(copyOf(SONG)).hasBinaryContent(SONG);
    }

    @Test
    void all_connections_to_the_database_are_encrypted() throws Exception {
        assertThat(server.encryption())
                .isEqualTo(Map.of("latchkey_auth", true, "latchkey_file", true, "latchkey_link", true));
    }

    @Test
    void a_database_that_nobody_vouches_for_is_not_spoken_to() throws Exception {
        Path log = latchkey.stack().logs().resolve("auth-service.log");
        Map<String, String> trustingOthers = new HashMap<>(settings(Service.AUTH));
        trustingOthers.put(
                DATABASE_URL,
                DatabaseServer.encrypted(latchkey.stack().database(Service.AUTH).url(), somebodyElse()));
        latchkey.logs().troubleBegins();
        latchkey.stack().stop(Service.AUTH);
        int before = latchkey.logs().text(log).length();
        try {
            assertThatThrownBy(() -> latchkey.stack().start(Service.AUTH, trustingOthers))
                    .isInstanceOf(CannotStart.class);
            assertThat(latchkey.logs().text(log).substring(before)).contains("PKIX path building failed");
        } finally {
            restart(Service.AUTH, settings(Service.AUTH));
            awaitAllWorks();
            latchkey.logs().troubleEnds();
        }
    }

    /**
     * By themselves they log nothing about what goes well: so what Hibernate asks the database is logged, too, which
     * file-service does without here.
     */
    @Test
    void services_log_a_request_under_the_same_id() {
        String id = "logged-" + UUID.randomUUID();
        long file = owner.upload("found.txt", "found in two logs".getBytes(StandardCharsets.UTF_8));
        String code = owner.call("getfilepublink", "fileid", file).ok().text("code");
        Api visitor = latchkey.anyone();

        visitor.answer(
                        "getpublinkdownload",
                        visitor.request("getpublinkdownload", visitor.query("code", code))
                                .header("X-Request-Id", id)
                                .GET())
                .ok();

        for (Service service : List.of(Service.LINK, Service.AUTH)) {
            Await.until(
                    service.moduleName() + " has logged it",
                    () -> linesWith(id, service)
                            .anyMatch(line ->
                                    id.equals(json(line).at("/mdc/requestId").asText())));
        }
    }

    /** The last: what it starts purges and sweeps sooner than the others could bear. */
    @Test
    @Order(Integer.MAX_VALUE)
    void a_replica_without_copies_has_all_that_is_in_the_bucket_and_removes_what_nobody_needs() throws IOException {
        byte[] kept = "in the bucket and to stay".getBytes(StandardCharsets.UTF_8);
        byte[] deleted = "in the bucket and to go".getBytes(StandardCharsets.UTF_8);
        URI content = contentOf(owner.upload("kept.txt", kept));
        long file = owner.upload("deleted.txt", deleted);
        URI gone = contentOf(file);
        assertThat(latchkey.bytes(gone)).isEqualTo(deleted);
        Path object = bucket.object(BlobFolder.sha256(deleted));
        assertThat(object).exists();

        owner.call("deletefile", "fileid", file).ok();
        latchkey.logs().troubleBegins();
        latchkey.stack().stop(Service.FILE);
        Latchkey.delete(disk);
        Map<String, String> settings = new HashMap<>(settings(Service.FILE));
        settings.putAll(PURGING_AT_ONCE);
        latchkey.stack().start(Service.FILE, settings);
        latchkey.logs().troubleEnds();

        Await.until("the object is gone", () -> Files.notExists(object));
        Await.until("its URL is dead", () -> latchkey.head(gone).statusCode(), status -> status == 404);
        assertThat(bucket.object(BlobFolder.sha256(kept))).hasBinaryContent(kept);
        assertThat(copyOf(kept)).doesNotExist();
        assertThat(latchkey.bytes(content)).isEqualTo(kept);
        assertThat(copyOf(kept)).hasBinaryContent(kept);
    }

    private URI contentOf(long file) {
        return latchkey.contentOf(owner.call("getfilelink", "fileid", file));
    }

    /** Where file-service has its own copy, if it has one. */
    private Path copyOf(byte[] content) {
        return disk.resolve("blobs/copies").resolve(BlobFolder.sha256(content));
    }

    private Map<String, String> settings(Service service) {
        Map<String, String> settings = new HashMap<>(Map.of(
                DATABASE_URL,
                server.encrypted(
                        service == Service.FILE
                                ? server.url(DATABASE)
                                : latchkey.stack().database(service).url()),
                "quarkus.log.console.json.enabled",
                "true",
                "quarkus.log.category.\"org.hibernate.SQL\".level",
                "DEBUG"));
        if (service == Service.FILE) {
            settings.putAll(bucket.settings());
            settings.put("latchkey.file.s3.copies", ROOM_FOR_COPIES);
            settings.put("latchkey.file.blobs", disk.resolve("blobs").toString());
            settings.put("latchkey.media.directory", disk.resolve("media").toString());
        }
        return settings;
    }

    private void restart(Service service, Map<String, String> settings) {
        latchkey.stack().stop(service);
        latchkey.stack().start(service, settings);
    }

    private void awaitAllWorks() {
        Await.until("auth-service is found", () -> latchkey.anyone().call("getip"), Answer::isOk);
        latchkey.warmUp();
    }

    /** The certificate of an authority that many know and ours is not. */
    private Path somebodyElse() throws IOException, GeneralSecurityException {
        TrustManagerFactory known = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        known.init((KeyStore) null);
        byte[] authority = ((X509TrustManager) known.getTrustManagers()[0]).getAcceptedIssuers()[0].getEncoded();
        return Files.write(
                latchkey.stack().home().resolve("somebody-else.pem"),
                List.of(
                        "-----BEGIN CERTIFICATE-----",
                        Base64.getMimeEncoder().encodeToString(authority),
                        "-----END CERTIFICATE-----"));
    }

    /** The lines of a service's log, as far as they are complete, in which the text stands. */
    private Stream<String> linesWith(String text, Service service) {
        String log = latchkey.logs().text(latchkey.stack().logs().resolve(service.moduleName() + ".log"));
        return log.substring(0, log.lastIndexOf('\n') + 1).lines().filter(line -> line.contains(text));
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }
}
