package dev.latchkey.protocol.signedurl;

import static dev.latchkey.protocol.signedurl.SignedUrlExamples.BLOB;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.NOW;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.any;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.codec;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.encoded;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.ring;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.seeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.protocol.signedurl.SignedUrlExamples.Example;
import dev.latchkey.protocol.value.FileName;
import dev.latchkey.protocol.value.LinkId;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedUrlCodecTest {

    private final SignedUrlCodec codec = codec();
    private final SignedUrl song = SignedUrl.of(BLOB, 4711, "audio/mpeg", NOW.plusSeconds(60));

    @Test
    void whatever_is_signed_comes_back_as_it_was() {
        RandomGenerator random = seeded(1);
        for (int i = 0; i < 5_000; i++) {
            Example example = any(random);
            Optional<String> name = example.url().skipName() ? Optional.empty() : Optional.of(example.name());
            assertThat(example.verify(codec, example.token(codec), Instant.EPOCH.minusSeconds(1)))
                    .isEqualTo(new Verification.Valid(example.url(), name));
        }
    }

    @Test
    void equal_claims_give_equal_paths_and_other_claims_give_others() {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Example example = any(seeded(i));
            Example again = any(seeded(i));
            String path = codec.sign(example.url(), example.name());
            assertThat(codec.sign(again.url(), again.name())).isEqualTo(path);
            paths.add(path);
        }
        assertThat(paths).doesNotHaveDuplicates();
    }

    @Test
    void a_path_is_a_plain_ascii_uri_path_of_the_documented_shape() {
        RandomGenerator random = seeded(2);
        for (int i = 0; i < 2_000; i++) {
            Example example = any(random);
            String path = codec.sign(example.url(), example.name());
            assertThat(path).matches(example.url().skipName() ? "/c/[\\w-]+" : "/c/[\\w-]+/[\\w.~%-]+");
            assertThat(URI.create("https://localhost" + path).getRawPath()).isEqualTo(path);
        }
    }

    @Test
    void the_longest_claims_and_name_still_fit_a_request_line_of_4096_bytes() {
        SignedUrl longest = SignedUrl.of(BLOB, Long.MAX_VALUE, "x".repeat(255), SignedUrl.MAX_EXPIRES)
                .forLink(new LinkId(Long.MAX_VALUE), Integer.MAX_VALUE)
                .as(new Variant.Audio(65_535), "x".repeat(255))
                .withMaxSpeed(Long.MAX_VALUE)
                .boundToAddress(InetAddress.ofLiteral("2001:db8::1"))
                .boundToReferrer("x".repeat(253));
        String name = "ü".repeat(FileName.MAX_BYTES / 2);
        String path = codec.sign(longest, name);
        assertThat("GET " + path + " HTTP/1.1\r\n").hasSizeLessThan(4096);
        assertThat(codec.verify(path.split("/")[2], path.split("/")[3], NOW))
                .isEqualTo(new Verification.Valid(longest, Optional.of(name)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0  | -1.000 | true
            0  | -0.001 | true
            0  |  0.000 | false
            0  |  0.001 | false
            0  |  1.000 | false
            30 | 29.000 | true
            30 | 29.999 | true
            30 | 30.000 | false
            30 | 31.000 | false
            """)
    void a_url_dies_in_the_second_it_expires_plus_the_skew_allowance(long skew, double after, boolean alive) {
        KeyRing ring = ring();
        SignedUrlCodec patient = new SignedUrlCodec(() -> ring, Duration.ofSeconds(skew));
        Instant now = song.expires().plusMillis(Math.round(after * 1000));
        String[] path = patient.sign(song, "song.mp3").split("/");
        assertThat(patient.verify(path[2], path[3], now))
                .isEqualTo(
                        alive ? new Verification.Valid(song, Optional.of("song.mp3")) : new Verification.Expired(song));
    }

    @Test
    void fractions_of_a_second_never_prolong_a_url() {
        SignedUrl url = SignedUrl.of(BLOB, 1, "audio/mpeg", NOW.plusMillis(900));
        assertThat(url.expires()).isEqualTo(NOW);
    }

    @Test
    void a_forged_url_is_forged_however_late_it_is() {
        String token = new Example(song, "song.mp3").token(codec);
        assertThat(codec.verify(token, "other.mp3", Instant.MAX)).isInstanceOf(Verification.Forged.class);
        assertThat(codec.verify(token, "song.mp3", Instant.MAX)).isInstanceOf(Verification.Expired.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b%28c%29%C3%A9.mp3", "a%20b(c)%c3%a9.mp3", "%61%20b(c%29%C3%a9%2Emp3"})
    void clients_may_spell_the_name_as_they_like(String spelling) {
        String token = new Example(song, "a b(c)é.mp3").token(codec);
        assertThat(codec.verify(token, spelling, NOW))
                .isEqualTo(new Verification.Valid(song, Optional.of("a b(c)é.mp3")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a\\b", "a\0b", "\uD83D"})
    void refuses_to_sign_what_is_no_file_name(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> codec.sign(song, name));
    }

    @Test
    void names_are_bound_byte_by_byte_without_unicode_normalisation() {
        String token = new Example(song, "\u00e9").token(codec);
        assertThat(codec.verify(token, encoded("\u00e9"), NOW)).isInstanceOf(Verification.Valid.class);
        assertThat(codec.verify(token, encoded("e\u0301"), NOW)).isInstanceOf(Verification.Forged.class);
    }

    @Test
    void signs_and_verifies_on_many_virtual_threads_at_once() throws Exception {
        List<Callable<Verification>> tasks = new ArrayList<>();
        List<Verification> expected = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            Example example = any(seeded(i));
            Optional<String> name = example.url().skipName() ? Optional.empty() : Optional.of(example.name());
            expected.add(new Verification.Valid(example.url(), name));
            tasks.add(() -> example.verify(codec, example.token(codec), Instant.MIN));
        }
        List<Verification> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Verification> answer : threads.invokeAll(tasks)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT24H1S"})
    void an_unsafe_skew_allowance_is_refused(Duration skew) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SignedUrlCodec(SignedUrlExamples::ring, skew));
    }
}
