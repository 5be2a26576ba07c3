package dev.latchkey.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors are those of the dialect's protocol notes, for the secret "secret". */
class SignedCallTest {

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
            https://demo.example.com/api/file_list?api_key=key&path=%2F&sort_by=date_asc&timestamp=1700000000 b14f93850377a909461c2ad35576a6fdcf873d52ae63e43b37b73e7d60825031
            https://demo.example.com/api/file_upload 61502692c9742822326019c77122bf28157fe0471a73aafc12a2e601a39617df
            """)
    void signs_as_published(String text, String signature) {
        assertThat(SignedCall.signature(text, "secret")).isEqualTo(signature);
    }

    @Test
    void a_post_is_signed_by_its_address_alone() {
        Map<String, String> parameters = SignedCall.parameters(
                URI.create("https://demo.example.com/api/file_upload"),
                Map.of("file_id", "7"),
                "key",
                "secret",
                Instant.ofEpochSecond(1_700_000_000));

        assertThat(parameters)
                .containsEntry("file_id", "7")
                .containsEntry("api_key", "key")
                .containsEntry("timestamp", "1700000000")
                .containsEntry("signature", "61502692c9742822326019c77122bf28157fe0471a73aafc12a2e601a39617df");
    }
}
