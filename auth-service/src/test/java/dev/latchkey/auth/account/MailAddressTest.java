package dev.latchkey.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.de",
                "first.last+tag@sub.example.com",
                "O'Neil@example.co",
                "x_y-z@1and1.example",
                "a@xn--mnchen-3ya.de"
            })
    void well_formed(String text) {
        assertThat(MailAddress.valueOf(text).value()).isEqualTo(text);
        assertThat(MailAddress.find(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "@",
                "a@",
                "@b.de",
                "a@b",
                "a@@b.de",
                "a b@c.de",
                ".a@b.de",
                "a.@b.de",
                "a..b@c.de",
                "a@b..de",
                "a@-b.de",
                "a@b-.de",
                "a@b.de.",
                "a@b_c.de",
                "a@b.de\nBcc: x@y.de",
                "ä@b.de",
                "a@b.de,c@d.de",
                "\"a\"@b.de",
                "a@[127.0.0.1]",
                "a\0@b.de"
            })
    void malformed(String text) {
        assertThatThrownBy(() -> MailAddress.valueOf(text))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.INVALID_MAIL));
        assertThat(MailAddress.find(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void none(String text) {
        assertThatThrownBy(() -> MailAddress.valueOf(text))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.NO_MAIL));
    }

    @Test
    void blanks_around_it_do_not_count() {
        assertThat(MailAddress.valueOf(" a@b.de ").value()).isEqualTo("a@b.de");
    }

    @Test
    void case_makes_no_other_address() {
        assertThat(MailAddress.valueOf("Ann@Example.COM").key())
                .isEqualTo(MailAddress.valueOf("aNN@example.com").key());
    }

    @Test
    void limits_of_length() {
        String domain = "b".repeat(60) + ".de";
        assertThat(MailAddress.find("a".repeat(64) + "@" + domain)).isPresent();
        assertThat(MailAddress.find("a".repeat(65) + "@" + domain)).isEmpty();
        assertThat(MailAddress.find("a@" + "b".repeat(63) + ".de")).isPresent();
        assertThat(MailAddress.find("a@" + "b".repeat(64) + ".de")).isEmpty();
        assertThat(MailAddress.find("a@" + "b.".repeat(125) + "de")).isPresent();
        assertThat(MailAddress.find("a@" + "b.".repeat(126) + "de")).isEmpty();
    }
}
