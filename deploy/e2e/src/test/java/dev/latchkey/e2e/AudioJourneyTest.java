package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.demo.Mp3;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The main journey: a song goes in, an expiring link comes out, and it plays, at the bit rate that was asked for. */
@WholeSystem
@TestInstance(Lifecycle.PER_CLASS)
class AudioJourneyTest {

    private static final Duration LENGTH = Duration.ofSeconds(5);
    private static final byte[] SONG = Sounds.wav(LENGTH);

    private final Latchkey latchkey;
    private final Person owner;
    private final Api visitor;
    private final long song;
    private final String code;

    AudioJourneyTest(Latchkey latchkey) {
        this.latchkey = latchkey;
        this.owner = latchkey.newPerson();
        this.visitor = latchkey.anyone();
        this.song = owner.api().upload("A song.wav", SONG);
        this.code = owner.api().call("getfilepublink", "fileid", song).ok().text("code");
    }

    @Test
    void an_uploaded_song_is_known_as_audio() {
        Answer stat = owner.api().call("stat", "fileid", song).ok();

        assertThat(stat.text("metadata/name")).isEqualTo("A song.wav");
        assertThat(stat.number("metadata/category")).isEqualTo(3);
        assertThat(stat.text("metadata/icon")).isEqualTo("audio");
        assertThat(stat.text("metadata/contenttype")).startsWith("audio/");
        assertThat(Double.parseDouble(stat.text("metadata/duration"))).isBetween(4.9, 5.1);
    }

    @Test
    void a_link_is_made_and_shown() {
        Instant expires = Instant.now().plus(Duration.ofHours(1));
        Answer link = owner.api()
                .call("getfilepublink", "fileid", song, "expire", expires.getEpochSecond(), "shortlink", 1)
                .ok();

        assertThat(link.number("linkid")).isPositive();
        assertThat(link.text("link")).startsWith(latchkey.stack().https() + "/").endsWith(link.text("code"));
        assertThat(link.text("shortlink")).endsWith(link.text("shortcode"));
        for (String known : new String[] {link.text("code"), link.text("shortcode")}) {
            Answer shown = visitor.call("showpublink", "code", known).ok();
            assertThat(shown.text("metadata/name")).isEqualTo("A song.wav");
            assertThat(shown.number("metadata/size")).isEqualTo(SONG.length);
            assertThat(shown.flag("metadata/isshared")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "16, 22050, 1",
        "24, 22050, 1",
        "32, 22050, 2",
        "64, 44100, 2",
        "128, 44100, 2",
        "192, 44100, 2",
        "256, 44100, 2",
        "320, 44100, 2"
    })
    void the_link_plays_at_the_bit_rate_asked_for(int bitRate, int sampleRate, int channels) {
        URI url = latchkey.contentOf(visitor.call("getpubaudiolink", "code", code, "abitrate", bitRate)
                .ok());

        HttpResponse<byte[]> played = latchkey.fetch(url);

        assertThat(played.statusCode()).isEqualTo(200);
        assertThat(played.headers().firstValue("Content-Type")).contains("audio/mpeg");
        Mp3 mp3 = Mp3.read(played.body());
        assertThat(mp3.isConstantly(bitRate)).as("bit rates %s", mp3.bitRates()).isTrue();
        assertThat(mp3.sampleRate()).isEqualTo(sampleRate);
        assertThat(mp3.channels()).isEqualTo(channels);
        assertThat(mp3.duration()).isBetween(LENGTH.minusMillis(200), LENGTH.plusMillis(200));
    }

    @Test
    void the_page_of_a_link_shows_the_file_and_hands_it_out() {
        Answer link = owner.api()
                .call("getfilepublink", "fileid", song, "shortlink", 1)
                .ok();
        for (String page : new String[] {link.text("link"), link.text("shortlink")}) {
            HttpResponse<byte[]> shown = latchkey.fetch(URI.create(page));
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
            assertThat(new String(shown.body(), StandardCharsets.UTF_8)).contains("A song.wav");
        }

        HttpRequest button = HttpRequest.newBuilder(latchkey.stack().https().resolve("/publink/download"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("code=" + link.text("code")))
                .build();
        HttpResponse<Void> pressed = Api.send(latchkey.client(), button, HttpResponse.BodyHandlers.discarding());

        assertThat(pressed.statusCode()).isEqualTo(303);
        URI content = URI.create(pressed.headers().firstValue("Location").orElseThrow());
        assertThat(latchkey.bytes(latchkey.reachable(content))).isEqualTo(SONG);
        assertThat(latchkey.fetch(latchkey.stack().https().resolve("/publink/show?code=no-such-code"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void without_a_wish_it_plays_at_192() {
        Mp3 mp3 = Mp3.read(latchkey.bytes(latchkey.contentOf(visitor.call("getpubaudiolink", "code", code))));

        assertThat(mp3.bitRates()).containsExactly(192);
    }

    @Test
    void its_owner_can_listen_without_a_link() {
        Answer answer =
                owner.api().call("getaudiolink", "fileid", song, "abitrate", 96).ok();

        assertThat(Mp3.read(latchkey.bytes(latchkey.contentOf(answer))).bitRates())
                .containsExactly(96);
    }

    @Test
    void the_sound_of_a_video_plays_too() {
        long video = owner.api().upload("film.avi", Sounds.avi(LENGTH));
        assertThat(owner.api().call("stat", "fileid", video).ok().number("metadata/category"))
                .isEqualTo(2);
        String codeOfVideo =
                owner.api().call("getfilepublink", "fileid", video).ok().text("code");

        Answer answer = visitor.call("getpubaudiolink", "code", codeOfVideo, "abitrate", 128)
                .ok();

        Mp3 mp3 = Mp3.read(latchkey.bytes(latchkey.contentOf(answer)));
        assertThat(mp3.bitRates()).containsExactly(128);
        assertThat(mp3.duration()).isBetween(LENGTH.minusMillis(200), LENGTH.plusMillis(200));
    }

    @Test
    void the_answer_tells_until_when_the_url_lives() {
        Answer answer = visitor.call("getpubaudiolink", "code", code, "timeformat", "timestamp")
                .ok();

        assertThat(answer.number("expires"))
                .isGreaterThan(Instant.now().plus(Duration.ofHours(1)).getEpochSecond());
    }

    @Test
    void forced_downloads_and_other_content_types_are_served_as_asked() {
        HttpResponse<byte[]> forced = latchkey.fetch(
                latchkey.contentOf(visitor.call("getpublinkdownload", "code", code, "forcedownload", 1)));
        assertThat(forced.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(forced.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment")
                .contains("A song.wav");

        HttpResponse<byte[]> typed = latchkey.fetch(
                latchkey.contentOf(visitor.call("getpublinkdownload", "code", code, "contenttype", "audio/x-wav")));
        assertThat(typed.headers().firstValue("Content-Type")).contains("audio/x-wav");
        assertThat(typed.body()).isEqualTo(SONG);

        URI nameless = latchkey.contentOf(visitor.call("getpublinkdownload", "code", code, "skipfilename", 1));
        assertThat(nameless.getPath()).doesNotContain("song");
        assertThat(latchkey.bytes(nameless)).isEqualTo(SONG);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void parts_are_served_of_the_original_and_of_the_transcoded(boolean original) {
        URI url = latchkey.contentOf(
                original
                        ? visitor.call("getpublinkdownload", "code", code)
                        : visitor.call("getpubaudiolink", "code", code, "abitrate", 128));
        byte[] whole = latchkey.bytes(url);
        int length = whole.length;

        HttpResponse<byte[]> head = latchkey.head(url);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(length);
        assertThat(head.headers().firstValue("Accept-Ranges")).contains("bytes");
        assertThat(head.body()).isEmpty();
        String tag = head.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).matches("\"[^\"]+\"");

        assertPart(url, "bytes=0-99", whole, 0, 100);
        assertPart(url, "bytes=1000-1999", whole, 1000, 2000);
        assertPart(url, "bytes=" + (length - 10) + "-", whole, length - 10, length);
        assertPart(url, "bytes=-7", whole, length - 7, length);
        assertPart(url, "bytes=5-" + (length + 5L), whole, 5, length);

        HttpResponse<byte[]> beyond = latchkey.fetch(url, "Range", "bytes=" + length + "-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("Content-Range")).contains("bytes */" + length);

        assertThat(latchkey.fetch(url, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(latchkey.fetch(url, "Range", "bytes=0-9", "If-Range", tag).statusCode())
                .isEqualTo(206);
        assertThat(latchkey.fetch(url, "Range", "bytes=0-9", "If-Range", "\"another\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_url_with_a_changed_token_or_name_is_forged() {
        URI url = latchkey.contentOf(visitor.call("getpubaudiolink", "code", code, "abitrate", 128));
        String path = url.getRawPath();
        int token = "/c/".length();
        int tokenEnd = path.indexOf('/', token);

        for (int position : new int[] {token, token + 1, token + 8, (token + tokenEnd) / 2, tokenEnd - 2}) {
            char other = path.charAt(position) == 'A' ? 'B' : 'A';
            assertForged(url.resolve(path.substring(0, position) + other + path.substring(position + 1)));
        }
        assertForged(url.resolve(path + "3"));
        assertForged(url.resolve(path.substring(0, tokenEnd) + "/other.mp3"));
        assertForged(url.resolve(path.substring(0, tokenEnd)));
        assertThat(latchkey.head(url).statusCode()).as("the untouched URL").isEqualTo(200);
    }

    @Test
    void link_and_url_end_when_the_owner_said() {
        long end = Instant.now().plusSeconds(4).getEpochSecond();
        String expiring = owner.api()
                .call("getfilepublink", "fileid", song, "expire", end)
                .ok()
                .text("code");
        Answer answer = visitor.call("getpublinkdownload", "code", expiring, "timeformat", "timestamp")
                .ok();
        URI url = latchkey.contentOf(answer);
        assertThat(answer.number("expires")).isLessThanOrEqualTo(end);
        assertThat(latchkey.bytes(url)).isEqualTo(SONG);

        HttpResponse<byte[]> refused =
                Await.until("the URL has expired", () -> latchkey.fetch(url), response -> response.statusCode() != 200);

        assertThat(Instant.now().getEpochSecond()).as("seconds of its end").isGreaterThanOrEqualTo(end);
        assertThat(refused.statusCode()).isEqualTo(410);
        assertIsDialectError(refused);
        visitor.call("getpubaudiolink", "code", expiring).fails(7004);
    }

    @Test
    void a_deleted_link_takes_its_urls_with_it() {
        long link = owner.api()
                .call("getfilepublink", "fileid", song, "maxdownloads", 1000)
                .ok()
                .number("linkid");
        String codeOfLink = codeOf(link);
        URI url = latchkey.contentOf(visitor.call("getpublinkdownload", "code", codeOfLink));
        assertThat(latchkey.bytes(url)).isEqualTo(SONG);

        owner.api().call("deletepublink", "linkid", link).ok();

        int status = Await.until("the URL is dead", () -> latchkey.head(url).statusCode(), answered -> answered != 200);
        assertThat(status).isBetween(400, 499);
        visitor.call("getpublinkdownload", "code", codeOfLink).fails(7002);
        assertThat(latchkey.bytes(latchkey.contentOf(visitor.call("getpublinkdownload", "code", code))))
                .as("the song through its other link")
                .isEqualTo(SONG);
    }

    @Test
    void downloads_and_traffic_are_counted() {
        long link = owner.api()
                .call("getfilepublink", "fileid", song, "maxdownloads", 999)
                .ok()
                .number("linkid");
        String counted = codeOf(link);
        latchkey.bytes(latchkey.contentOf(visitor.call("getpublinkdownload", "code", counted)));
        latchkey.bytes(latchkey.contentOf(visitor.call("getpublinkdownload", "code", counted)));

        Answer listed = Await.until(
                "the traffic was reported", () -> listed(link), answer -> answer.number("traffic") >= 2L * SONG.length);

        assertThat(listed.number("downloads")).isEqualTo(2);
        assertThat(listed.number("traffic")).isEqualTo(2L * SONG.length);
    }

    private String codeOf(long link) {
        return listed(link).text("code");
    }

    private Answer listed(long link) {
        Answer all = owner.api().call("listpublinks").ok();
        for (var entry : all.at("publinks")) {
            if (entry.path("linkid").asLong() == link) {
                return new Answer("listpublinks", all.status(), all.headers(), entry);
            }
        }
        throw new AssertionError("link " + link + " is not listed");
    }

    private void assertPart(URI url, String range, byte[] whole, int from, int until) {
        HttpResponse<byte[]> part = latchkey.fetch(url, "Range", range);

        assertThat(part.statusCode()).as(range).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range"))
                .as(range)
                .contains("bytes %d-%d/%d".formatted(from, until - 1, whole.length));
        assertThat(part.headers().firstValueAsLong("Content-Length")).as(range).hasValue(until - from);
        assertThat(part.body()).as(range).isEqualTo(Arrays.copyOfRange(whole, from, until));
    }

    private void assertForged(URI url) {
        HttpResponse<byte[]> refused = latchkey.fetch(url);

        assertThat(refused.statusCode()).as("status of a forged URL").isEqualTo(403);
        assertIsDialectError(refused);
    }

    private static void assertIsDialectError(HttpResponse<byte[]> response) {
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .matches("(?s)\\{\\s*\"result\"\\s*:\\s*[1-9]\\d{3}\\s*,\\s*\"error\"\\s*:\\s*\".+\"\\s*}");
    }
}
