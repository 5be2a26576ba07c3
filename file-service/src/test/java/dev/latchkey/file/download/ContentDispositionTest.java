package dev.latchkey.file.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContentDispositionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            song.mp3       | inline; filename="song.mp3"
            my song.mp3    | inline; filename="my song.mp3"
            a;b=c,d.txt    | inline; filename="a;b=c,d.txt"
            Тест.mp3       | inline; filename="____.mp3"; filename*=UTF-8''%D0%A2%D0%B5%D1%81%D1%82.mp3
            naïve.txt      | inline; filename="na_ve.txt"; filename*=UTF-8''na%C3%AFve.txt
            a"b.txt        | inline; filename="a_b.txt"; filename*=UTF-8''a%22b.txt
            a%20b.txt      | inline; filename="a_20b.txt"; filename*=UTF-8''a%2520b.txt
            😀.png         | inline; filename="_.png"; filename*=UTF-8''%F0%9F%98%80.png
            it's (1).txt   | inline; filename="it's (1).txt"
            ٣.txt          | inline; filename="_.txt"; filename*=UTF-8''%D9%A3.txt
            """)
    void says_the_name_in_both_ways(String name, String expected) {
        assertThat(ContentDisposition.header(false, Optional.of(name))).isEqualTo(expected);
    }

    @Test
    void line_breaks_cannot_get_into_the_header() {
        assertThat(ContentDisposition.header(true, Optional.of("a\r\nSet-Cookie: b\u0000")))
                .isEqualTo("attachment; filename=\"a__Set-Cookie: b_\"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20b%00");
    }

    @Test
    void a_url_without_a_name_gives_none() {
        assertThat(ContentDisposition.header(true, Optional.empty())).isEqualTo("attachment");
    }
}
