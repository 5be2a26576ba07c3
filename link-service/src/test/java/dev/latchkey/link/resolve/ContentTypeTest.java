package dev.latchkey.link.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ContentTypeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "audio/mpeg",
                "application/vnd.oasis.opendocument.text",
                "image/svg+xml",
                "text/plain; charset=utf-8",
                "text/plain;charset=\"utf-8\"",
            })
    void takes_media_types(String wire) {
        assertThat(ContentType.valueOf(wire).value()).isEqualTo(wire);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "/",
                "text/",
                "/plain",
                "text plain/x",
                "text/plain\r\nSet-Cookie: a=b",
                "text/plain\0",
                "text/pl\u00e4in",
                "text/plain; charset",
                "text/plain, text/html",
                "text/<script>",
            })
    void refuses_anything_else(String wire) {
        assertThatThrownBy(() -> ContentType.valueOf(wire))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.UNKNOWN_CONTENT_TYPE));
    }

    @Test
    void refuses_what_is_too_long_for_a_header() {
        assertThatThrownBy(() -> ContentType.valueOf("text/" + "x".repeat(123))).isInstanceOf(ApiException.class);
    }
}
