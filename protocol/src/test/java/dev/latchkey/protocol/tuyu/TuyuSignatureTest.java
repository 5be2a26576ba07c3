package dev.latchkey.protocol.tuyu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.tuyu.TuyuSignature.Presented;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TuyuSignatureTest {

    private static final String LIST =
            "https://demo.example.com/api/file_list?api_key=key&path=%2F&sort_by=date_asc&timestamp=1700000000";
    private static final String LIST_SIGNATURE = "b14f93850377a909461c2ad35576a6fdcf873d52ae63e43b37b73e7d60825031";

    private final TuyuSignature signature = TuyuSignature.withSecret("secret");

    /** The reference's vectors. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://demo.example.com/api/file_list?api_key=key&path=%2F&sort_by=date_asc&timestamp=1700000000     | \
            b14f93850377a909461c2ad35576a6fdcf873d52ae63e43b37b73e7d60825031
            https://demo.example.com/api/file_list.xml?api_key=key&path=%2F&sort_by=date_asc&timestamp=1700000000 | \
            ebc3dc7ba50ccc873051df5711da50a70d3b7eb1732fb7f3a87566a366b03ad5
            https://demo.example.com/api/file_upload                                                              | \
            61502692c9742822326019c77122bf28157fe0471a73aafc12a2e601a39617df
            """)
    void signs_as_published(String text, String hex) {
        assertThat(signature.of(text)).isEqualTo(hex);
        assertThat(signature.matches(text, hex)).isTrue();
    }

    @Test
    void a_client_sorts_encodes_and_signs_in_one_call() {
        Map<String, String> parameters =
                Map.of("timestamp", "1700000000", "sort_by", "date_asc", "path", "/", "api_key", "key");
        assertThat(signature.signedUrl("https://demo.example.com/api/file_list", parameters))
                .isEqualTo(LIST + "&signature=" + LIST_SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://h/api/m?a=1&b=2&signature=S      | https://h/api/m?a=1&b=2
            https://h/api/m?signature=S&a=1&b=2      | https://h/api/m?a=1&b=2
            https://h/api/m?a=1&signature=S&b=2      | https://h/api/m?a=1&b=2
            https://h/api/m.xml?a=%2f&signature=S    | https://h/api/m.xml?a=%2f
            https://h/api/m?b=2&a=/+%20ü&signature=S | https://h/api/m?b=2&a=/+%20ü
            https://h/api/m?a=&&b&signature=S&       | https://h/api/m?a=&&b&
            https://h/api/m?a=x?signature=y&signature=S   | https://h/api/m?a=x?signature=y
            https://h/api/m?my_signature=y&signature=S    | https://h/api/m?my_signature=y
            http://h:8443/api/m?a=1&signature=S      | http://h:8443/api/m?a=1
            """)
    void of_a_get_everything_but_the_signature_is_signed_as_received(String url, String text) {
        assertThat(Presented.byGet(url)).contains(new Presented(text, "S"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://h/api/m",
                "https://h/api/m?",
                "https://h/api/m?a=1",
                "https://h/api/m?a=1&signature",
                "https://h/api/m?a=1&Signature=S",
                "https://h/api/m?a=1&%73ignature=S",
                "https://h/api/m?signature=S&a=1&signature=S"
            })
    void a_get_without_exactly_one_signature_presents_none(String url) {
        assertThat(Presented.byGet(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://demo.example.com/api/file_upload", "https://demo.example.com/api/file_upload?a=b"})
    void of_a_post_the_method_url_alone_is_signed(String url) {
        Presented presented = Presented.byPost(url, "61502692c9742822326019c77122bf28157fe0471a73aafc12a2e601a39617df");
        assertThat(verify(presented)).isTrue();
        assertThat(presented.toString()).doesNotContain("6150");
    }

    @Test
    void every_changed_character_of_the_url_is_noticed() {
        String url = LIST + "&signature=" + LIST_SIGNATURE;
        assertThat(Presented.byGet(url).filter(TuyuSignatureTest::verify)).isPresent();
        for (int i = 0; i < url.length(); i++) {
            String changed = url.substring(0, i) + (char) (url.charAt(i) ^ 1) + url.substring(i + 1);
            assertThat(Presented.byGet(changed).filter(TuyuSignatureTest::verify))
                    .as(changed)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "b14f93850377a909461c2ad35576a6fdcf873d52ae63e43b37b73e7d6082503",
                "b14f93850377a909461c2ad35576a6fdcf873d52ae63e43b37b73e7d608250310",
                "B14F93850377A909461C2AD35576A6FDCF873D52AE63E43B37B73E7D60825031",
                "sU+ThQN3qQlGHCrTVXam/c+HPVKuY+Q7N7c+fWCCUDE=",
                "😀"
            })
    void another_spelling_or_length_of_the_signature_is_no_match(String wrong) {
        assertThat(signature.matches(LIST, wrong)).isFalse();
    }

    @Test
    void another_secret_signs_otherwise() {
        assertThat(TuyuSignature.withSecret("Secret").matches(LIST, LIST_SIGNATURE))
                .isFalse();
    }

    private static boolean verify(Presented presented) {
        return TuyuSignature.verify("secret", presented.text(), presented.signature());
    }
}
