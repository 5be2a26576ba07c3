package dev.latchkey.file.download;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConditionsTest {

    private static final String ETAG = "\"abc\"";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
            -                | -                 | SEND
            -                | "abc"             | NOT_MODIFIED
            -                | W/"abc"           | NOT_MODIFIED
            -                | "x", "abc"        | NOT_MODIFIED
            -                | "x",W/"y","abc"   | NOT_MODIFIED
            -                | *                 | NOT_MODIFIED
            -                | "x"               | SEND
            -                | abc               | SEND
            -                | "ABC"             | SEND
            "abc"            | -                 | SEND
            *                | -                 | SEND
            "x", "abc"       | -                 | SEND
            W/"abc"          | -                 | FAILED
            "x"              | -                 | FAILED
            nonsense         | -                 | FAILED
            "x"              | "abc"             | FAILED
            "abc"            | "abc"             | NOT_MODIFIED
            """)
    void decides(String ifMatch, String ifNoneMatch, Conditions.Verdict expected) {
        assertThat(new Conditions(ifMatch, ifNoneMatch, null).verdict(ETAG)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
            -                             | true
            "abc"                         | true
            W/"abc"                       | false
            "x"                           | false
            Sat, 21 Nov 2026 18:08:50 GMT | false
            *                             | false
            """)
    void a_range_counts_only_for_the_very_content_it_was_asked_of(String ifRange, boolean expected) {
        assertThat(new Conditions(null, null, ifRange).rangeCounts(ETAG)).isEqualTo(expected);
    }
}
