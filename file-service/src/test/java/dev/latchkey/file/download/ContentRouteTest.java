package dev.latchkey.file.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.blob.Blob;
import dev.latchkey.file.blob.ContentStore;
import dev.latchkey.file.revocation.TinyLinkService;
import dev.latchkey.protocol.signedurl.SignedUrl;
import dev.latchkey.protocol.signedurl.SignedUrlCodec;
import dev.latchkey.protocol.value.LinkId;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TinyLinkService.class)
@Timeout(60)
final class ContentRouteTest {

    private static final String TEXT = "0123456789abcdefghijklmnopqrstuvwxyz";

    @TestHTTPResource("/")
    URI server;

    @Inject
    SignedUrlCodec codec;

    @Inject
    ContentStore store;

    @Inject
    MeterRegistry metrics;

    private Blob blob;

    @BeforeEach
    void storeText() throws IOException {
        blob = store(TEXT.getBytes());
    }

    @Test
    void a_signed_url_gives_the_file_and_all_there_is_to_say_about_it() throws IOException {
        RawHttp.Answer answer = get(codec.sign(url(), "my song.txt"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(TEXT);
        assertThat(answer.header("Content-Length")).isEqualTo("36");
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
        assertThat(answer.header("Content-Disposition")).isEqualTo("inline; filename=\"my song.txt\"");
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(answer.header("ETag")).isEqualTo("\"" + blob.sha256() + "\"");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).matches("private, max-age=(3600|359\\d)");
        assertThat(answer.headers())
                .doesNotContainKeys("Content-Encoding", "Transfer-Encoding", "Content-Security-Policy", "Set-Cookie");
    }

    @Test
    void head_says_the_same_and_sends_nothing() throws IOException {
        String path = codec.sign(url(), "a.txt");
        try (RawHttp connection = new RawHttp(server)) {
            connection.send("HEAD", path);
            RawHttp.Answer head = connection.answer(true);
            connection.send("GET", path);
            RawHttp.Answer get = connection.answer(false);

            assertThat(get.text()).as("nothing of HEAD stood in its way").isEqualTo(TEXT);
            assertThat(head.status()).isEqualTo(200);
            head.headers().remove("Cache-Control");
            get.headers().remove("Cache-Control");
            assertThat(head.headers()).isEqualTo(get.headers());
        }
    }

    @Test
    void head_with_a_range_says_what_get_would_send() throws IOException {
        RawHttp.Answer answer = ask("HEAD", codec.sign(url(), "a.txt"), "Range: bytes=-5");

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.header("Content-Length")).isEqualTo("5");
        assertThat(answer.header("Content-Range")).isEqualTo("bytes 31-35/36");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bytes=0-0        | 0  | 0
            bytes=0-35       | 0  | 35
            bytes=10-19      | 10 | 19
            bytes=30-        | 30 | 35
            bytes=-6         | 30 | 35
            bytes=-999       | 0  | 35
            bytes=35-9999    | 35 | 35
            """)
    void a_range_gives_exactly_those_bytes(String range, int first, int last) throws IOException {
        RawHttp.Answer answer = get(codec.sign(url(), "a.txt"), "Range: " + range);

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.text()).isEqualTo(TEXT.substring(first, last + 1));
        assertThat(answer.header("Content-Range")).isEqualTo("bytes " + first + "-" + last + "/36");
        assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(last - first + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=36-", "bytes=99-100", "bytes=-0"})
    void a_range_outside_is_416(String range) throws IOException {
        RawHttp.Answer answer = get(codec.sign(url(), "a.txt"), "Range: " + range);

        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("Content-Range")).isEqualTo("bytes */36");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,6-5", "bytes=5-3", "bytes=", "bytes=x-y", "lines=1-2", "nonsense"})
    void other_ranges_are_ignored(String range) throws IOException {
        RawHttp.Answer answer = get(codec.sign(url(), "a.txt"), "Range: " + range);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(TEXT);
        assertThat(answer.headers()).doesNotContainKey("Content-Range");
    }

    @ParameterizedTest
    @CsvSource({"60000, 0", "3000000, 0", "3000000, 100000000"})
    void several_ranges_are_several_parts(int size, int speed) throws IOException {
        byte[] content = new byte[size];
        new Random(9).nextBytes(content);
        Blob stored = store(content);
        String path = codec.sign(
                SignedUrl.of(stored.sha256(), size, "application/pdf", inAnHour())
                        .withMaxSpeed(speed),
                "a.pdf");
        String ranges = "Range: bytes=-1000, 0-9,20000-28999,15-16";

        RawHttp.Answer answer = get(path, ranges);
        RawHttp.Answer head = ask("HEAD", path, ranges);

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.headers()).doesNotContainKey("Content-Range");
        Map<String, byte[]> parts = answer.parts();
        String last = (size - 1000) + "-" + (size - 1) + "/" + size;
        assertThat(parts.keySet()).containsExactly(last, "0-16/" + size, "20000-28999/" + size);
        assertThat(parts.get(last)).isEqualTo(Arrays.copyOfRange(content, size - 1000, size));
        assertThat(parts.get("0-16/" + size)).isEqualTo(Arrays.copyOf(content, 17));
        assertThat(parts.get("20000-28999/" + size)).isEqualTo(Arrays.copyOfRange(content, 20_000, 29_000));
        assertThat(answer.text()).contains("\r\nContent-Type: application/pdf\r\n");
        assertThat(head.status()).isEqualTo(206);
        assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(answer.body().length));
        assertThat(head.header("Content-Type")).isEqualTo(answer.header("Content-Type"));
        assertThat(get(path, ranges, "If-Range: \"other\"").body()).isEqualTo(content);
        assertThat(get(path, ranges).body()).as("the same again").isEqualTo(answer.body());
    }

    @Test
    void several_ranges_of_a_forced_download_are_of_no_type() throws IOException {
        byte[] content = new byte[2_000];
        Blob stored = store(content);
        String path = codec.sign(
                SignedUrl.of(stored.sha256(), 2_000, "text/html", inAnHour()).withForcedDownload(true), "a.html");

        RawHttp.Answer answer = get(path, "Range: bytes=0-0,1000-1000");

        assertThat(answer.header("Content-Disposition")).startsWith("attachment");
        assertThat(answer.text())
                .contains("Content-Type: application/octet-stream")
                .doesNotContain("html");
    }

    @Test
    void if_range_guards_a_resumed_download() throws IOException {
        String path = codec.sign(url(), "a.txt");
        String etag = "\"" + blob.sha256() + "\"";

        assertThat(get(path, "Range: bytes=30-", "If-Range: " + etag).status()).isEqualTo(206);
        assertThat(get(path, "Range: bytes=30-", "If-Range: \"other\"").text()).isEqualTo(TEXT);
        assertThat(get(path, "Range: bytes=30-", "If-Range: W/" + etag).status())
                .isEqualTo(200);
        assertThat(get(path, "Range: bytes=30-", "If-Range: Sat, 21 Nov 2026 18:08:50 GMT")
                        .status())
                .isEqualTo(200);
        assertThat(get(path, "Range: bytes=99-", "If-Range: \"other\"").status())
                .isEqualTo(200);
    }

    @Test
    void conditions_are_kept() throws IOException {
        String path = codec.sign(url(), "a.txt");
        String etag = "\"" + blob.sha256() + "\"";

        RawHttp.Answer cached = get(path, "If-None-Match: \"x\", W/" + etag);
        assertThat(cached.status()).isEqualTo(304);
        assertThat(cached.header("ETag")).isEqualTo(etag);
        assertThat(get(path, "If-None-Match: \"x\"").status()).isEqualTo(200);
        assertThat(get(path, "If-None-Match: " + etag, "Range: bytes=0-1").status())
                .isEqualTo(304);
        refused(get(path, "If-Match: \"x\""), 412, 2009);
        assertThat(get(path, "If-Match: " + etag).status()).isEqualTo(200);
    }

    @Test
    void an_empty_file_has_no_ranges_and_no_end_of_trouble() throws IOException {
        Blob empty = store(new byte[0]);
        String path = codec.sign(SignedUrl.of(empty.sha256(), 0, "text/plain", inAnHour()), "empty");

        RawHttp.Answer whole = get(path);
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.header("Content-Length")).isEqualTo("0");
        RawHttp.Answer part = get(path, "Range: bytes=0-");
        assertThat(part.status()).isEqualTo(416);
        assertThat(part.header("Content-Range")).isEqualTo("bytes */0");
    }

    @Test
    void a_large_file_comes_whole_and_in_odd_pieces() throws IOException {
        byte[] content = new byte[5_000_001];
        new Random(5).nextBytes(content);
        Blob large = store(content);
        String path = codec.sign(SignedUrl.of(large.sha256(), large.size(), "audio/mpeg", inAnHour()), "large.mp3");

        assertThat(get(path).body()).isEqualTo(content);
        Random random = new Random(6);
        try (RawHttp connection = new RawHttp(server)) {
            for (int i = 0; i < 50; i++) {
                int first = random.nextInt(content.length);
                int last = Math.min(content.length - 1, first + random.nextInt(1 << random.nextInt(1, 22)));
                connection.send("GET", path, "Range: bytes=" + first + "-" + last);
                RawHttp.Answer answer = connection.answer(false);
                assertThat(Arrays.equals(answer.body(), Arrays.copyOfRange(content, first, last + 1)))
                        .as("bytes %d to %d", first, last)
                        .isTrue();
            }
        }
    }

    @Test
    void any_changed_character_is_forged() throws IOException {
        String path = codec.sign(url(), "a.txt");
        Random random = new Random();
        for (int i = 3; i < path.length(); i++) {
            char changed = path.charAt(i) == 'A' ? 'B' : 'A';
            String tampered = path.substring(0, i) + changed + path.substring(i + 1);
            if (random.nextInt(4) == 0) {
                refused(get(tampered), 403, 7001);
            }
        }
        refused(get(path + "x"), 403, 7001);
        refused(get(path + "/"), 403, 7001);
        refused(get(path.substring(0, path.lastIndexOf('/'))), 403, 7001);
        refused(get("/c/"), 403, 7001);
        refused(get("/c/x"), 403, 7001);
        refused(get("/c/x/y/z"), 403, 7001);
        refused(get("/c/" + "A".repeat(5000) + "/x"), 403, 7001);
    }

    @Test
    void what_is_sent_and_what_is_refused_is_counted() throws IOException {
        double sent = counted("latchkey.content.bytes");
        double forged = counted("latchkey.content.refused", "reason", "forged");
        double expired = counted("latchkey.content.refused", "reason", "expired");

        get(codec.sign(url(), "a.txt"));
        refused(get("/c/x"), 403, 7001);
        refused(get("/c/y"), 403, 7001);

        assertThat(counted("latchkey.content.bytes") - sent).isEqualTo(TEXT.length());
        assertThat(counted("latchkey.content.refused", "reason", "forged") - forged)
                .isEqualTo(2);
        assertThat(counted("latchkey.content.refused", "reason", "expired") - expired)
                .isZero();
    }

    @Test
    void an_expired_url_is_gone() throws IOException {
        SignedUrl old = SignedUrl.of(
                blob.sha256(), blob.size(), "text/plain", Instant.now().minusSeconds(1));

        refused(get(codec.sign(old, "a.txt")), 410, 7004);
        RawHttp.Answer head = ask("HEAD", codec.sign(old, "a.txt"));
        assertThat(head.status()).isEqualTo(410);
        assertThat(head.header("X-Error")).isEqualTo("7004");
    }

    @Test
    void a_url_stops_by_itself_when_its_time_has_come() throws Exception {
        SignedUrl brief = SignedUrl.of(
                blob.sha256(), blob.size(), "text/plain", Instant.now().plusSeconds(2));
        String path = codec.sign(brief, "a.txt");

        assertThat(get(path).status()).isEqualTo(200);
        await(() -> status(path) == 410);
    }

    @Test
    void urls_of_a_dead_link_stop_within_a_second_and_those_of_its_new_version_live() throws Exception {
        LinkId link = new LinkId(4711);
        String before = codec.sign(url().forLink(link, 1), "a.txt");
        String after = codec.sign(url().forLink(link, 2), "a.txt");
        await(() -> status(before) == 200);

        TinyLinkService.revoke(4711, 2);
        long start = System.nanoTime();
        await(() -> status(before) == 410);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        refused(get(before), 410, 7002);
        assertThat(get(after).status()).isEqualTo(200);
    }

    @Test
    void a_blob_that_has_gone_is_404_at_once() throws IOException {
        Blob lost = store("lost".getBytes());
        String path = codec.sign(SignedUrl.of(lost.sha256(), 4, "text/plain", inAnHour()), "lost.txt");
        Files.delete(store.path(lost.sha256()).orElseThrow());

        refused(get(path), 404, 2009);
        refused(get(path, "Range: bytes=0-1"), 404, 2009);
        assertThat(ask("HEAD", path).status()).isEqualTo(404);
    }

    @Test
    void a_blob_of_another_length_than_was_signed_is_404() throws IOException {
        Blob damaged = store("damaged content".getBytes());
        Path file = store.path(damaged.sha256()).orElseThrow();
        Files.writeString(file, "damaged");

        refused(get(codec.sign(SignedUrl.of(damaged.sha256(), 15, "text/plain", inAnHour()), "x")), 404, 2009);
        Files.delete(file);
    }

    @Test
    void a_blob_that_goes_after_it_was_served_is_404_within_a_second() throws Exception {
        for (int size : new int[] {100, 100_000}) {
            byte[] content = new byte[size];
            Arrays.fill(content, (byte) 'v');
            Blob vanishing = store(content);
            String path = codec.sign(SignedUrl.of(vanishing.sha256(), size, "text/plain", inAnHour()), "x");
            assertThat(get(path).body()).isEqualTo(content);
            assertThat(get(path, "Range: bytes=1-").body()).hasSize(size - 1);
            Files.delete(store.path(vanishing.sha256()).orElseThrow());

            await(() -> status(path) == 404);
            refused(get(path), 404, 2009);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"})
    void other_verbs_are_405(String method) throws IOException {
        RawHttp.Answer answer = ask(method, codec.sign(url(), "a.txt"), "Content-Length: 0");

        refused(answer, 405, 2003);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void tokens_and_cookies_are_not_looked_at() throws IOException {
        RawHttp.Answer answer = get(
                codec.sign(url(), "a.txt"),
                "Authorization: Bearer not.a.token",
                "Cookie: auth=stale; timeformat=timestamp; Domain=api.pcloud.com; Path=/");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(TEXT);
    }

    @Test
    void compression_is_never_applied() throws IOException {
        RawHttp.Answer answer = get(codec.sign(url(), "a.txt"), "Accept-Encoding: gzip, deflate, br");

        assertThat(answer.text()).isEqualTo(TEXT);
        assertThat(answer.headers()).doesNotContainKey("Content-Encoding");
    }

    @Test
    void a_forced_download_is_an_attachment_of_no_type() throws IOException {
        RawHttp.Answer answer = get(codec.sign(url().withForcedDownload(true), "Тест.txt"));

        assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"____.txt\"; filename*=UTF-8''%D0%A2%D0%B5%D1%81%D1%82.txt");
    }

    @Test
    void a_url_without_a_name_works_without_one_only() throws IOException {
        String path = codec.sign(url().withSkipName(true), "ignored");

        RawHttp.Answer answer = get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Disposition")).isEqualTo("inline");
        refused(get(path + "/name.txt"), 403, 7001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/svg+xml", "application/xhtml+xml", "text/xml"})
    void pages_are_shown_in_a_sandbox(String type) throws IOException {
        RawHttp.Answer answer =
                get(codec.sign(SignedUrl.of(blob.sha256(), blob.size(), type, inAnHour()), "page.html"));

        assertThat(answer.header("Content-Type")).isEqualTo(type);
        assertThat(answer.header("Content-Security-Policy")).startsWith("sandbox; default-src 'none'");
    }

    @Test
    void a_url_bound_to_an_address_works_from_there_only() throws IOException {
        String here = codec.sign(url().boundToAddress(InetAddress.ofLiteral("127.0.0.1")), "a.txt");
        String there = codec.sign(url().boundToAddress(InetAddress.ofLiteral("192.0.2.7")), "a.txt");

        assertThat(get(here).status()).isEqualTo(200);
        refused(get(there), 410, 2003);
        assertThat(get(there, "X-Forwarded-For: 192.0.2.7").status())
                .as("told by the trusted proxy")
                .isEqualTo(200);
        refused(get(here, "X-Forwarded-For: 192.0.2.7"), 410, 2003);
    }

    @Test
    void a_url_bound_to_a_site_works_there_only() throws IOException {
        String path = codec.sign(url().boundToReferrer("example.org"), "a.txt");

        assertThat(get(path, "Referer: https://www.example.org/page").status()).isEqualTo(200);
        refused(get(path, "Referer: https://example.org.evil.net/"), 403, 7010);
        refused(get(path), 403, 7010);
    }

    @Test
    void a_speed_limit_is_kept() throws IOException {
        byte[] content = new byte[100_000];
        new Random(8).nextBytes(content);
        Blob slow = store(content);
        String path = codec.sign(
                SignedUrl.of(slow.sha256(), slow.size(), "audio/mpeg", inAnHour())
                        .withMaxSpeed(100_000),
                "slow.mp3");

        long start = System.nanoTime();
        RawHttp.Answer answer = get(path);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        assertThat(answer.body()).isEqualTo(content);
        assertThat(taken).isGreaterThan(Duration.ofMillis(800));
        assertThat(get(path, "Range: bytes=99990-").body()).isEqualTo(Arrays.copyOfRange(content, 99_990, 100_000));
    }

    @Test
    void only_known_origins_may_read() throws IOException {
        String path = codec.sign(url(), "a.txt");

        assertThat(get(path, "Origin: https://evil.example").headers())
                .doesNotContainKey("Access-Control-Allow-Origin");
        RawHttp.Answer preflight =
                ask("OPTIONS", path, "Origin: https://evil.example", "Access-Control-Request-Method: GET");
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.headers()).doesNotContainKey("Access-Control-Allow-Origin");
    }

    @Test
    void traffic_is_what_was_really_sent_and_reaches_link_service() throws Exception {
        LinkId link = new LinkId(815);
        String path = codec.sign(url().forLink(link, 1), "a.txt");
        await(() -> status(path) == 200);
        get(path, "Range: bytes=0-9");
        ask("HEAD", path);

        await(() -> reported(815) == 46);
    }

    @Test
    void a_download_that_was_cut_is_counted_as_far_as_it_got() throws Exception {
        byte[] content = new byte[60_000_000];
        Blob large = store(content);
        String path = codec.sign(
                SignedUrl.of(large.sha256(), large.size(), "audio/mpeg", inAnHour())
                        .forLink(new LinkId(816), 1),
                "large.mp3");
        try (RawHttp connection = new RawHttp(server)) {
            connection.send("GET", path);
            assertThat(connection.some(1_000_000)).hasSize(1_000_000);
        }

        await(() -> reported(816) > 0);
        Thread.sleep(1500);
        assertThat(reported(816)).isBetween(900_000L, 40_000_000L);
        Files.delete(store.path(large.sha256()).orElseThrow());
    }

    @Test
    void traffic_of_files_too_large_for_memory_is_counted_as_well() throws Exception {
        Blob large = store(new byte[100_000]);
        String path = codec.sign(
                SignedUrl.of(large.sha256(), large.size(), "audio/mpeg", inAnHour())
                        .forLink(new LinkId(818), 1),
                "large.mp3");
        await(() -> status(path) == 200);
        get(path, "Range: bytes=0-9");

        await(() -> reported(818) == 100_010);
    }

    @Test
    void reports_wait_while_link_service_takes_none() throws Exception {
        String path = codec.sign(url().forLink(new LinkId(817), 1), "a.txt");
        await(() -> status(path) == 200);
        await(() -> reported(817) == 36);
        TinyLinkService.answerWith(503);
        try {
            get(path);
            Thread.sleep(1500);
            assertThat(reported(817)).isEqualTo(36);
        } finally {
            TinyLinkService.answerWith(0);
        }

        await(() -> reported(817) == 72);
    }

    @Test
    void many_downloads_at_once_on_one_connection_after_the_other() throws Exception {
        String path = codec.sign(url(), "a.txt");
        List<Thread> threads = IntStream.range(0, 20)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 20; i++) {
                        assertThat(status(path)).isEqualTo(200);
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(get(path).text()).isEqualTo(TEXT);
    }

    private static long reported(long link) {
        return TinyLinkService.reports().stream()
                .map(report -> report.replaceAll(".*\\{\"link\":" + link + ",\"bytes\":(\\d+)}.*", "$1"))
                .filter(bytes -> bytes.matches("\\d+"))
                .mapToLong(Long::parseLong)
                .sum();
    }

    private SignedUrl url() {
        return SignedUrl.of(blob.sha256(), blob.size(), "text/plain", inAnHour());
    }

    private static Instant inAnHour() {
        return Instant.now().plusSeconds(3600);
    }

    private Blob store(byte[] content) throws IOException {
        return store.store(new ByteArrayInputStream(content));
    }

    private RawHttp.Answer get(String path, String... headers) throws IOException {
        return ask("GET", path, headers);
    }

    private RawHttp.Answer ask(String method, String path, String... headers) throws IOException {
        return RawHttp.ask(server, method, path, headers);
    }

    private int status(String path) {
        try {
            return get(path).status();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private double counted(String name, String... tags) {
        return metrics.get(name).tags(tags).functionCounter().count();
    }

    private static void refused(RawHttp.Answer answer, int status, int error) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("X-Error")).isEqualTo(Integer.toString(error));
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.text()).startsWith("{\"result\":" + error + ",\"error\":\"");
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }
}
