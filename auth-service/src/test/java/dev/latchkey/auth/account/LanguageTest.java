package dev.latchkey.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource(delimiter = ':', textBlock = """
            en:en
            DE:de
            pt-BR:pt
            de_AT:de
            gsw:gsw
            '':en
            english:en
            '<b>':en
            e:en
            """)
    void reads_what_systems_call_their_language(String text, String expected) {
        assertThat(Language.valueOf(text).value()).isEqualTo(expected);
    }
}
