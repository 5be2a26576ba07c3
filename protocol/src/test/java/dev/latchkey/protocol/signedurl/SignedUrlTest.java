package dev.latchkey.protocol.signedurl;

import static dev.latchkey.protocol.signedurl.SignedUrlExamples.BLOB;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.protocol.value.LinkId;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedUrlTest {

    private final SignedUrl url = SignedUrl.of(BLOB, 1, "audio/mpeg", NOW);

    @Test
    void starts_as_the_original_for_anybody() {
        assertThat(url)
                .isEqualTo(new SignedUrl(
                        NOW,
                        new LinkId(0),
                        0,
                        BLOB,
                        1,
                        Variant.ORIGINAL,
                        "audio/mpeg",
                        false,
                        false,
                        0,
                        Optional.empty(),
                        Optional.empty()));
        assertThat(url.admitsAddress("not an address")).isTrue();
        assertThat(url.admitsReferrer(Optional.empty())).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            203.0.113.9 | 203.0.113.9           | true
            203.0.113.9 | ::ffff:203.0.113.9    | true
            203.0.113.9 | 203.0.113.10          | false
            203.0.113.9 | unknown               | false
            203.0.113.9 | ''                    | false
            203.0.113.9 | 203.0.113.9, 10.0.0.1 | false
            2001:db8::1 | 2001:DB8:0:0:0:0:0:1  | true
            2001:db8::1 | 2001:db8::2           | false
            """)
    void an_address_binding_admits_that_address_only(String bound, String client, boolean admitted) {
        assertThat(url.boundToAddress(InetAddress.ofLiteral(bound)).admitsAddress(client))
                .isEqualTo(admitted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://example.com/page?q=1   | true
            http://EXAMPLE.com:8080        | true
            https://player.example.com/    | true
            https://badexample.com/        | false
            https://example.com.evil.net/  | false
            https://evil.net/?example.com  | false
            https://example.com@evil.net/  | false
            example.com                    | false
            https://exa mple.com/          | false
            """)
    void a_referrer_binding_admits_the_host_and_its_subdomains(String header, boolean admitted) {
        SignedUrl bound = url.boundToReferrer("Example.com");
        assertThat(bound.admitsReferrer(Optional.of(header))).isEqualTo(admitted);
        assertThat(bound.admitsReferrer(Optional.empty())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://example.com", "-a", "a-", "a b", "bücher.example"})
    void a_referrer_is_a_host_name(String referrer) {
        assertThatIllegalArgumentException().isThrownBy(() -> url.boundToReferrer(referrer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "audio/mpeg\r\nX: y", "audio/\u00e9", "audio/\u007f", "audio/\u0420"})
    void a_content_type_cannot_break_a_header(String contentType) {
        assertThatIllegalArgumentException().isThrownBy(() -> url.as(Variant.ORIGINAL, contentType));
    }

    @Test
    void what_the_layout_cannot_carry_is_refused_at_once() {
        assertThatIllegalArgumentException().isThrownBy(() -> SignedUrl.of(BLOB, -1, "a/b", NOW));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedUrl.of(BLOB.toUpperCase(Locale.ROOT), 1, "a/b", NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> SignedUrl.of("", 1, "a/b", NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> SignedUrl.of("g".repeat(64), 1, "a/b", NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> SignedUrl.of("\u00e9".repeat(64), 1, "a/b", NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> SignedUrl.of(BLOB, 1, "a".repeat(256), NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> SignedUrl.of(BLOB, 1, "a/" + (char) 0xD800, NOW));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedUrl.of(BLOB, 1, "a/b", Instant.EPOCH.minusMillis(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedUrl.of(BLOB, 1, "a/b", SignedUrl.MAX_EXPIRES.plusSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> url.forLink(new LinkId(-1), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> url.forLink(new LinkId(1), -1));
        assertThatIllegalArgumentException().isThrownBy(() -> url.withMaxSpeed(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Variant.Audio(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Variant.Audio(65_536));
    }
}
