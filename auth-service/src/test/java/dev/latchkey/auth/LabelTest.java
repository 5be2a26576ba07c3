package dev.latchkey.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelTest {

    @Test
    void an_ordinary_text_stays() {
        assertThat(new Label("Ann's phone \uD83D\uDCF1 (größer)").value())
                .isEqualTo("Ann's phone \uD83D\uDCF1 (größer)");
    }

    @Test
    void what_no_database_and_no_terminal_should_see_becomes_blank() {
        assertThat(new Label("a\0b\nc\u001Bd\uD800e").value()).isEqualTo("a b c d e");
    }

    @Test
    void a_long_text_is_cut_between_characters() {
        assertThat(new Label("\uD83D\uDE00".repeat(300)).value()).isEqualTo("\uD83D\uDE00".repeat(200));
    }
}
