package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import dev.latchkey.local.Service;
import dev.latchkey.local.demo.Mp3;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Each service is ended in turn, and started again: what needs it fails quickly and closed, what does not goes on. */
@WholeSystem
@TestInstance(PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@Order(Integer.MAX_VALUE - 2)
class FailureTest {

    /** Clients of a link must not wait longer for a no. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final int REPEATS = 5;
    /** Nobody uploads meanwhile, so nothing that is under way can be taken for abandoned. */
    private static final Map<String, String> SWEEPING_AT_ONCE = Map.of(
            "latchkey.file.blobs.first-sweep-after", "1s",
            "latchkey.file.blobs.sweep-every", "1s",
            "latchkey.file.blobs.abandoned-after", "PT1S",
            "latchkey.file.blobs.grace", "PT1S");

    private static final byte[] SONG = Sounds.wav(Duration.ofSeconds(2));

    private final Latchkey latchkey;
    private final Api owner;
    private final Api visitor;
    private final long song;
    private final String code;
    private final URI url;
    private final URI audioUrl;

    FailureTest(Latchkey latchkey) {
        this.latchkey = latchkey;
        this.owner = latchkey.newPerson().api();
        this.visitor = latchkey.anyone();
        this.song = owner.upload("song.wav", SONG);
        this.code = owner.call("getfilepublink", "fileid", song).ok().text("code");
        this.url = latchkey.contentOf(visitor.call("getpublinkdownload", "code", code));
        this.audioUrl = latchkey.contentOf(visitor.call("getpubaudiolink", "code", code, "abitrate", 64));
    }

    @BeforeAll
    void troubleBegins() {
        latchkey.logs().troubleBegins();
    }

    @AfterAll
    void troubleEnds() {
        latchkey.logs().troubleEnds();
    }

    @Test
    void without_auth_service_no_link_is_made_and_none_handed_out() {
        Person newcomer = latchkey.newPerson();
        long file = newcomer.api().upload("new.txt", "new".getBytes(StandardCharsets.UTF_8));
        Signer signer = Signer.of(latchkey, newcomer);
        latchkey.stack().stop(Service.AUTH);
        try {
            // An answer of a second ago may still count, no older one.
            Await.until(
                    "the links are closed",
                    () -> visitor.within(LIMIT).call("getpublinkdownload", "code", code),
                    answer -> !answer.isOk());
            for (int i = 0; i < REPEATS; i++) {
                visitor.within(LIMIT).call("getpublinkdownload", "code", code).fails(5002);
                visitor.within(LIMIT).call("getpubaudiolink", "code", code).fails(5002);
                assertThat(newcomer.api()
                                .within(LIMIT)
                                .call("getfilepublink", "fileid", file)
                                .result())
                        .as("making a link while nobody can tell who asks")
                        .isIn(5000, 5002);
            }
            HttpResponse<String> signed = signer.createFileLink(".json", "file_id", file);
            assertThat(signed.body()).contains("\"error\"").doesNotContain("downloadLink");
            visitor.call("showpublink", "code", "XXXXXXXXXXXXXXXXXXXXXX").fails(7001);

            assertThat(latchkey.bytes(url)).as("a URL signed before").isEqualTo(SONG);
            assertThat(Mp3.read(latchkey.bytes(audioUrl)).bitRates()).containsExactly(64);
            assertUnavailable(latchkey.anyone().call("getip"));
        } finally {
            latchkey.stack().start(Service.AUTH);
        }
        awaitAllWorks();
        Await.until("links are made again", () -> newcomer.api().call("getfilepublink", "fileid", file), Answer::isOk);
        assertThat(newcomer.api().call("userinfo").ok().text("email")).isEqualTo(newcomer.mail());
    }

    @Test
    void file_service_ends_downloads_before_itself_and_comes_back_with_everything() throws Exception {
        byte[] large = new byte[32 << 20];
        new Random(5).nextBytes(large);
        long file = owner.upload("large.bin", large);
        URI content = latchkey.contentOf(owner.call("getfilelink", "fileid", file));
        String listing = listing();
        String checksum = owner.call("checksumfile", "fileid", song).ok().text("sha256");
        URI ready = latchkey.stack().address(Service.FILE).resolve("/q/health/ready");
        HttpResponse<InputStream> begun =
                Api.send(latchkey.client(), HttpRequest.newBuilder(content).build(), BodyHandlers.ofInputStream());
        Thread stopping = Thread.ofVirtual().unstarted(() -> latchkey.stack().stop(Service.FILE));
        try (InputStream bytes = begun.body()) {
            byte[] start = bytes.readNBytes(1000);

            stopping.start();
            Await.until("the service closes its connections", () -> isEnding(ready));

            assertThat(start).isEqualTo(Arrays.copyOf(large, start.length));
            assertThat(bytes.readAllBytes()).isEqualTo(Arrays.copyOfRange(large, start.length, large.length));
            stopping.join();

            HttpResponse<byte[]> refused = latchkey.fetch(url);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("5002");
            for (int i = 0; i < REPEATS; i++) {
                visitor.within(LIMIT).call("getpublinkdownload", "code", code).fails(5002);
            }
            assertUnavailable(owner.within(LIMIT).call("listfolder", "folderid", 0));
        } finally {
            stopping.join();
            latchkey.stack().start(Service.FILE);
        }
        awaitAllWorks();
        assertThat(latchkey.bytes(url)).isEqualTo(SONG);
        assertThat(Mp3.read(latchkey.bytes(audioUrl)).bitRates()).containsExactly(64);
        assertThat(listing()).isEqualTo(listing);
        assertThat(owner.call("checksumfile", "fileid", song).ok().text("sha256"))
                .isEqualTo(checksum);
    }

    @Test
    void without_link_service_files_and_urls_go_on() {
        latchkey.stack().stop(Service.LINK);
        try {
            assertUnavailable(visitor.within(LIMIT).call("getpublinkdownload", "code", code));
            assertUnavailable(owner.within(LIMIT).call("getfilepublink", "fileid", song));
            assertThat(latchkey.bytes(url)).isEqualTo(SONG);
            assertThat(latchkey.bytes(url)).as("once more").isEqualTo(SONG);
            assertThat(owner.call("listfolder", "folderid", 0).ok().has("metadata/contents/0"))
                    .isTrue();
        } finally {
            latchkey.stack().start(Service.LINK);
        }
        awaitAllWorks();
    }

    /** A service that was asked to end says goodbye to each client with the next answer. */
    private boolean isEnding(URI service) {
        return latchkey.fetch(service)
                .headers()
                .firstValue("Connection")
                .filter("close"::equals)
                .isPresent();
    }

    @Test
    void a_download_that_has_begun_outlives_its_link() throws IOException {
        byte[] large = Sounds.wav(Duration.ofSeconds(60));
        long file = owner.upload("long.wav", large);
        Answer link = owner.call("getfilepublink", "fileid", file).ok();
        URI content = latchkey.contentOf(visitor.call("getpublinkdownload", "code", link.text("code")));
        HttpResponse<InputStream> begun =
                Api.send(latchkey.client(), HttpRequest.newBuilder(content).build(), BodyHandlers.ofInputStream());
        try (InputStream bytes = begun.body()) {
            byte[] start = bytes.readNBytes(1000);

            owner.call("deletepublink", "linkid", link.number("linkid")).ok();
            Await.until("the URL is dead", () -> latchkey.head(content).statusCode() != 200);

            assertThat(start.length + bytes.readAllBytes().length).isEqualTo(large.length);
        }
    }

    /** The last: what it starts sweeps sooner than the tests of uploads could bear. */
    @Test
    @Order(Integer.MAX_VALUE)
    void a_file_service_killed_in_the_middle_of_an_upload_forgets_it() throws Exception {
        String before = listing();
        Uploads.Cut upload = Uploads.begin(latchkey, owner, "killed.bin", 8 << 20, 4 << 20, Uploads.Kind.PUT);
        Uploads.awaitTemporaryFile(latchkey);

        latchkey.stack().kill(Service.FILE);
        upload.abandon();
        // What a kill between the last byte and the row leaves: a whole blob that nothing refers to.
        Path orphan = BlobFolder.of(latchkey).put(("orphan " + code).getBytes(StandardCharsets.UTF_8));
        latchkey.stack().start(Service.FILE, SWEEPING_AT_ONCE);
        awaitAllWorks();
        assertThat(listing()).isEqualTo(before);
        assertThat(latchkey.bytes(url)).isEqualTo(SONG);

        Uploads.awaitNoTemporaryFile(latchkey);
        Await.until("the orphan is gone", () -> Files.notExists(orphan));
        Set<String> referenced = BlobFolder.of(latchkey).referenced();
        Await.until(
                "the store has all blobs that files have, and no other",
                () -> BlobFolder.of(latchkey).blobs(),
                blobs -> blobs.equals(referenced));
        assertThat(listing()).isEqualTo(before);
        assertThat(latchkey.bytes(url)).isEqualTo(SONG);
    }

    /** Waits until what was started again has found its neighbours, and they it. */
    private void awaitAllWorks() {
        Await.until("files are listed", () -> owner.call("listfolder", "folderid", 0), Answer::isOk);
        Await.until("links are made", () -> owner.call("getfilepublink", "fileid", song), Answer::isOk);
        Await.until("links are handed out", () -> visitor.call("getpublinkdownload", "code", code), Answer::isOk);
        Await.until("the URL works", () -> latchkey.head(url).statusCode() == 200);
    }

    private String listing() {
        return owner.call("listfolder", "folderid", 0, "recursive", 1)
                .ok()
                .at("metadata")
                .toString();
    }

    /** What the front answers for a service that is down. */
    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as("status of %s", answer.method()).isEqualTo(503);
        assertThat(answer.result()).as("result of %s", answer.method()).isEqualTo(5002);
        assertThat(answer.headers().firstValue("X-Error")).contains("5002");
        assertThat(answer.text("error")).isEqualTo("Internal error, no servers available. Try again later.");
    }
}
