package dev.latchkey.file.download;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContentPolicyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            audio/mpeg                | true
            video/mp4                 | true
            image/png                 | true
            text/plain; charset=utf-8 | true
            application/pdf           | true
            application/octet-stream  | true
            text/html                 | false
            TEXT/HTML ; charset=x     | false
            image/svg+xml             | false
            IMAGE/SVG+XML             | false
            application/xhtml+xml     | false
            text/xml                  | false
            text/javascript           | false
            application/x-unheard-of  | false
            nonsense                  | false
            """)
    void only_known_harmless_types_are_shown_without_a_sandbox(String type, boolean harmless) {
        assertThat(ContentPolicy.isHarmless(type)).isEqualTo(harmless);
    }
}
