package dev.latchkey.protocol.value;

import static dev.latchkey.protocol.value.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.error.ApiError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "Song.mp3",
                " leading",
                "trailing ",
                "~",
                "...",
                ".hidden",
                "a+b & c#d?e%f\"g'h;i*j|k<l>m:n^",
                "\u0001\t\n",
                "ä",
                "a\u0308",
                "日本語.flac",
                "\uD83C\uDFB5.mp3",
                "＼"
            })
    void keeps_what_clients_send(String text) {
        assertThat(FileName.valueOf(text).value()).isEqualTo(text);
        assertThat(FileName.valueOf(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "/", "a\\b", "a\0b", "\uD83C", "a\uDFB5b"})
    void refuses_what_cannot_be_a_name(String text) {
        assertThat(FileName.isValid(text)).isFalse();
        assertRefused(ApiError.INVALID_NAME, () -> FileName.valueOf(text));
    }

    @Test
    void equal_looking_names_of_different_bytes_are_different_names() {
        assertThat(FileName.valueOf("ä")).isNotEqualTo(FileName.valueOf("a\u0308"));
        assertThat(FileName.valueOf("a")).isNotEqualTo(FileName.valueOf("A"));
    }

    @Test
    void length_counts_in_bytes_of_utf_8() {
        assertThat(FileName.isValid("a".repeat(1023))).isTrue();
        assertThat(FileName.isValid("a".repeat(1024))).isFalse();
        assertThat(FileName.isValid("ä".repeat(511) + "a")).isTrue();
        assertThat(FileName.isValid("ä".repeat(512))).isFalse();
        assertThat(FileName.isValid("\uD83C\uDFB5".repeat(255))).isTrue();
        assertThat(FileName.isValid("\uD83C\uDFB5".repeat(256))).isFalse();
    }
}
