package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.Service;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * A file-service that makes one MP3 at a time and lets nobody wait, behind a cache that many share. Starts it anew, so it runs by
 * itself.
 */
@WholeSystem
@TestInstance(Lifecycle.PER_CLASS)
@Order(Integer.MAX_VALUE - 3)
class OneTranscodeAtOnceTest {

    private static final int[] RATES = {32, 64, 96, 128, 160, 192, 256, 320};

    private final Latchkey latchkey;
    private final Api owner;
    private final long song;

    OneTranscodeAtOnceTest(Latchkey latchkey) {
        this.latchkey = latchkey;
        this.owner = latchkey.newPerson().api();
        this.song = owner.upload("one of many.wav", Sounds.wav(Duration.ofSeconds(90)));
    }

    @BeforeAll
    void restartSmall() {
        restart(Map.of(
                "latchkey.media.transcodes", "1",
                "latchkey.media.queue", "0",
                "latchkey.content.shared-max-age", "PT1M"));
    }

    @AfterAll
    void restartAsBefore() {
        restart(Map.of());
    }

    @Test
    void who_finds_no_place_is_told_to_come_again_and_is_served_then() throws Exception {
        List<URI> urls = IntStream.of(RATES).mapToObj(this::url).toList();
        Await.until("it is measured", () -> latchkey.head(urls.getFirst()).statusCode(), status -> status == 200);
        AtomicInteger turn = new AtomicInteger();

        List<HttpResponse<byte[]>> answers =
                Parallel.allAtOnce(RATES.length, () -> latchkey.fetch(urls.get(turn.getAndIncrement())));

        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .contains(200, 503)
                .containsOnly(200, 503);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 503))
                .allSatisfy(refused -> {
                    assertThat(new String(refused.body(), StandardCharsets.UTF_8))
                            .contains("\"result\":5002");
                    assertThat(refused.headers().firstValue("X-Error")).contains("5002");
                    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
                    assertThat(refused.headers().firstValue("Cache-Control")).contains("no-store");
                });
        for (URI url : urls) {
            HttpResponse<byte[]> played =
                    Await.until("there is a place", () -> latchkey.fetch(url), answer -> answer.statusCode() == 200);
            assertThat(played.headers().firstValueAsLong("Content-Length")).hasValue(played.body().length);
        }
    }

    @Test
    void shared_caches_are_told_how_long_they_may_keep_an_mp3() {
        HttpResponse<byte[]> head =
                Await.until("it is measured", () -> latchkey.head(url(48)), answer -> answer.statusCode() == 200);

        assertThat(head.headers().firstValue("Cache-Control").orElseThrow())
                .matches("public, max-age=\\d{3,}, s-maxage=60");
    }

    private URI url(int bitRate) {
        return latchkey.contentOf(
                owner.call("getaudiolink", "fileid", song, "abitrate", bitRate).ok());
    }

    private void restart(Map<String, String> settings) {
        latchkey.logs().troubleBegins();
        latchkey.stack().stop(Service.FILE);
        latchkey.stack().start(Service.FILE, settings);
        Await.until("own links are made", () -> owner.call("getfilelink", "fileid", song), Answer::isOk);
        latchkey.logs().troubleEnds();
    }
}
