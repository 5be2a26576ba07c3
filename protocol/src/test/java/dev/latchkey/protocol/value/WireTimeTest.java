package dev.latchkey.protocol.value;

import static dev.latchkey.protocol.value.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.error.ApiError;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTimeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Thu, 21 Mar 2013 18:31:45 +0000       | 2013-03-21T18:31:45Z
            21 Mar 2013 18:31:45 +0000            | 2013-03-21T18:31:45Z
            Thu, 21 Mar 2013 18:31:45 -0500       | 2013-03-21T23:31:45Z
            Thu, 21 Mar 2013 18:31:45 GMT         | 2013-03-21T18:31:45Z
            Thu, 21 Mar 2013 20:31:45 EET         | 2013-03-21T18:31:45Z
            Thu, 21 Mar 2013 18:31:45             | 2013-03-21T18:31:45Z
            Thu, 21 Mar 2013 18:31                | 2013-03-21T18:31:00Z
            Thu 21 Mar 2013 18:31:45 +0000        | 2013-03-21T18:31:45Z
            Thursday, 21 March 2013 18:31:45 UTC  | 2013-03-21T18:31:45Z
            thu, 21 mar 2013 18:31:45 utc         | 2013-03-21T18:31:45Z
            Thu, 21 Mar 2013 18:31:45 +0000 (UTC) | 2013-03-21T18:31:45Z
            Fri, 1 Mar 2013 8:05:09 +0000         | 2013-03-01T08:05:09Z
            """)
    void reads_rfc_2822_with_or_without_weekday(String text, Instant expected) {
        assertReads(text, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2013-03-21T18:31:45Z          | 2013-03-21T18:31:45Z
            2013-03-21T18:31:45+00:00     | 2013-03-21T18:31:45Z
            2013-03-21T20:31:45+0200      | 2013-03-21T18:31:45Z
            2013-03-21T20:31:45+2         | 2013-03-21T18:31:45Z
            2013-03-21T20:31:45+02        | 2013-03-21T18:31:45Z
            2013-03-21T13:01:45-05:30     | 2013-03-21T18:31:45Z
            2013-03-21T18:31:45.987Z      | 2013-03-21T18:31:45Z
            2013-03-21T18:31:45           | 2013-03-21T18:31:45Z
            2013-03-21T18:31              | 2013-03-21T18:31:00Z
            2013-03-21T18                 | 2013-03-21T18:00:00Z
            2013-03-21                    | 2013-03-21T00:00:00Z
            2013-03                       | 2013-03-01T00:00:00Z
            2013                          | 2013-01-01T00:00:00Z
            2013-03-21T20:31+02:00        | 2013-03-21T18:31:00Z
            2013-03-21 +0200              | 2013-03-20T22:00:00Z
            2013 +0200                    | 2012-12-31T22:00:00Z
            """)
    void reads_iso_8601_cut_anywhere_after_the_year(String text, Instant expected) {
        assertReads(text, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2013-03-21 18:31:45       | 2013-03-21T18:31:45Z
            2013-03-21 18:31:45Z      | 2013-03-21T18:31:45Z
            2013-03-21 20:31:45 +0200 | 2013-03-21T18:31:45Z
            2013-03-21 20:31:45 EET   | 2013-03-21T18:31:45Z
            2013-03-21 18:31          | 2013-03-21T18:31:00Z
            2013-03-21 18             | 2013-03-21T18:00:00Z
            """)
    void reads_iso_8601_with_a_blank_instead_of_the_t(String text, Instant expected) {
        assertReads(text, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1363890705               | 2013-03-21T18:31:45Z
            1363890705 UTC           | 2013-03-21T18:31:45Z
            1363897905 +0200         | 2013-03-21T18:31:45Z
            1363872705 -0500         | 2013-03-21T18:31:45Z
            0                        | 1970-01-01T00:00:00Z
            -1                       | 1969-12-31T23:59:59Z
            999                      | 1970-01-01T00:16:39Z
            10000                    | 1970-01-01T02:46:40Z
            4294967296               | 2106-02-07T06:28:16Z
            253402300799             | 9999-12-31T23:59:59Z
            1374258600 Europe/Sofia  | 2013-07-19T15:30:00Z
            1363890705 Europe/Sofia  | 2013-03-21T16:31:45Z
            """)
    void reads_seconds_since_1970_with_or_without_zone(String text, Instant expected) {
        assertReads(text, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            20130321183145       | 2013-03-21T18:31:45Z
            20130321T183145Z     | 2013-03-21T18:31:45Z
            20130321183145 UTC   | 2013-03-21T18:31:45Z
            20130321203145+0200  | 2013-03-21T18:31:45Z
            20130321203145 +0200 | 2013-03-21T18:31:45Z
            20130321133145 EST   | 2013-03-21T18:31:45Z
            """)
    void reads_the_compact_form(String text, Instant expected) {
        assertReads(text, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UT   | 12
            GMT  | 12
            UTC  | 12
            Z    | 12
            WET  | 12
            WEST | 11
            CET  | 11
            CEST | 10
            EET  | 10
            EEST | 9
            eest | 9
            MSK  | 9
            EDT  | 16
            EST  | 17
            CDT  | 17
            CST  | 18
            MDT  | 18
            MST  | 19
            PDT  | 19
            PST  | 20
            """)
    void reads_zone_abbreviations(String zone, int hourInUtc) {
        assertReads(
                "2013-07-19 12:00:00 " + zone,
                Instant.parse("2013-07-19T00:00:00Z").plus(Duration.ofHours(hourInUtc)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "tomorrow",
                "x",
                "21 Foo 2013 18:31:45 +0000",
                "2013-13-01",
                "2013-00-01",
                "2013-02-29",
                "2013-03-32",
                "2013-03-21T24:00:00Z",
                "2013-03-21T18:60",
                "2013-03-21T18:31:61Z",
                "2013-03-21T18:31:45 NOPE",
                "2013-03-21T18:31:45+99:00",
                "2013-03-21T18:31:45+2:3",
                "Thu, 21 Mar 2013",
                "Thu, 21 Mar 13 18:31:45 +0000",
                "20130321183145999",
                "20131321183145",
                "0000-01-01",
                "-62135596801",
                "253402300800",
                "999999999999",
                "1363890705000",
                "99999999999999999999",
                "1363890705 x",
                "1363890705.5",
                "+5",
                "--5",
                "0x51",
                "２０１３",
                "2013-03-21\n18:31:45\nZ",
                "9999-12-31T23:59:59-0100",
                "0001-01-01T00:00:00+0100"
            })
    void refuses_everything_else(String text) {
        assertRefused(ApiError.INVALID_DATE_TIME, () -> WireTime.valueOf(text));
    }

    @Test
    @Timeout(5)
    void refuses_hostile_texts_quickly() {
        for (String part :
                new String[] {"(", ")", "( )", " ", "2013-03-21 (", "1 (", "Thu, 21 Mar 2013 18:31:45 (", "9"}) {
            assertRefused(ApiError.INVALID_DATE_TIME, () -> WireTime.valueOf("2013 " + part.repeat(300_000)));
            assertRefused(ApiError.INVALID_DATE_TIME, () -> WireTime.valueOf(part.repeat(300_000)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2013-03-21T18:31:45Z | Thu, 21 Mar 2013 18:31:45 +0000
            1970-01-01T00:00:00Z | Thu, 01 Jan 1970 00:00:00 +0000
            2024-02-29T23:59:59Z | Thu, 29 Feb 2024 23:59:59 +0000
            2026-04-05T06:07:08Z | Sun, 05 Apr 2026 06:07:08 +0000
            2026-05-04T06:07:08Z | Mon, 04 May 2026 06:07:08 +0000
            2026-06-02T06:07:08Z | Tue, 02 Jun 2026 06:07:08 +0000
            2026-07-01T06:07:08Z | Wed, 01 Jul 2026 06:07:08 +0000
            2026-08-07T06:07:08Z | Fri, 07 Aug 2026 06:07:08 +0000
            2026-09-05T06:07:08Z | Sat, 05 Sep 2026 06:07:08 +0000
            2026-10-04T06:07:08Z | Sun, 04 Oct 2026 06:07:08 +0000
            2026-11-21T18:08:50Z | Sat, 21 Nov 2026 18:08:50 +0000
            9999-12-31T23:59:59Z | Fri, 31 Dec 9999 23:59:59 +0000
            """)
    void writes_31_bytes_of_rfc_2822_in_utc(Instant instant, String expected) {
        assertThat(WireTime.format(instant)).isEqualTo(expected).hasSize(31);
    }

    @Test
    void what_is_written_is_read_back() {
        Random random = new Random(20130321);
        long first = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        for (int i = 0; i < 20_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(first, last + 1));
            assertReads(WireTime.format(instant), instant);
            assertReads(instant.toString(), instant);
        }
    }

    private static void assertReads(String text, Instant expected) {
        assertThat(WireTime.valueOf(text).instant()).as(text).isEqualTo(expected);
    }
}
