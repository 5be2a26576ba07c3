package dev.latchkey.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            192.0.2.0/24       | 192.0.2.0        | true
            192.0.2.0/24       | 192.0.2.255      | true
            192.0.2.0/24       | 192.0.3.0        | false
            192.0.2.0/24       | 192.0.1.255      | false
            192.0.2.7          | 192.0.2.7        | true
            192.0.2.7          | 192.0.2.8        | false
            192.0.2.7/32       | 192.0.2.7        | true
            192.0.2.128/25     | 192.0.2.127      | false
            192.0.2.128/25     | 192.0.2.128      | true
            0.0.0.0/0          | 203.0.113.9      | true
            0.0.0.0/0          | 2001:db8::1      | false
            ::/0               | 192.0.2.1        | false
            2001:db8::/32      | 2001:db8:ffff::1 | true
            2001:db8::/32      | 2001:db9::       | false
            2001:db8::/33      | 2001:db8:8000:: | false
            ::ffff:192.0.2.7   | 192.0.2.7        | true
            192.0.2.7          | ::ffff:192.0.2.7 | true
            fe80::1            | fe80::1%eth0     | true
            192.0.2.0/24       | example.com      | false
            192.0.2.0/24       | ''               | false
            """)
    void contains(String range, String address, boolean expected) {
        assertThat(Network.parse(range).orElseThrow().contains(address)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "192.0.2.0/",
                "192.0.2.0/33",
                "192.0.2.0/-1",
                "192.0.2.0/24/24",
                "192.0.2.1/24",
                "192.0.2",
                "0300.0.2.1",
                "3221225985",
                "192.0.2.256",
                "localhost",
                "example.com/24",
                "2001:db8::/129",
                "2001:db8::1/64",
                "12345::",
                "192.0.2.0/ 24",
                "0x7f.1"
            })
    void other_texts_are_no_ranges(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,192.0.2.7",
        "192.0.2.0/24,192.0.2.0/24",
        "2001:db8::/32,2001:db8:0:0:0:0:0:0/32",
        " 192.0.2.7 ,192.0.2.7"
    })
    void is_written_as_it_is_read(String text, String written) {
        assertThat(Network.parse(text).orElseThrow().toString()).isEqualTo(written);
        assertThat(Network.parse(written)).isPresent();
    }

    @Test
    void an_ipv6_subscriber_is_a_64_and_an_ipv4_one_an_address() {
        assertThat(Network.subscriberOf("2001:db8:1:2:aaaa::1"))
                .isEqualTo(Network.subscriberOf("2001:db8:1:2:bbbb::2"))
                .isNotEqualTo(Network.subscriberOf("2001:db8:1:3::1"));
        assertThat(Network.subscriberOf("192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(Network.subscriberOf("::ffff:192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(Network.subscriberOf("unknown")).isEqualTo("unknown");
    }
}
