package dev.latchkey.link.publiclink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiException;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinkCodeTest {

    private final Codes codes = new Codes();

    @Test
    void a_code_holds_at_least_96_random_bits_and_a_short_one_at_least_60() {
        assertThat(BigInteger.valueOf(62).pow(LinkCode.LONG).bitLength()).isGreaterThan(96);
        assertThat(BigInteger.valueOf(62).pow(LinkCode.SHORT).bitLength()).isGreaterThan(60);
        assertThat(codes.code().value()).matches("[0-9A-Za-z]{22}");
        assertThat(codes.shortCode().value()).matches("[0-9A-Za-z]{11}");
        assertThat(codes.number().value()).matches("[1-9][0-9]{17}");
    }

    @Test
    void codes_do_not_repeat_and_use_every_character_everywhere() {
        Set<String> drawn = new HashSet<>();
        Set<String> placed = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            String code = codes.code().value();
            drawn.add(code);
            for (int at = 0; at < code.length(); at++) {
                placed.add(at + ":" + code.charAt(at));
            }
        }
        assertThat(drawn).hasSize(5_000);
        assertThat(placed).hasSize(22 * 62);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                        | 1028
            short                     | 7001
            twelveletter              | 7001
            ninetwentytwocharacters   | 7001
            '0123456789 123456789ab'  | 7001
            '0123456789\u0661123456789ab' | 7001
            '0123456789%123456789ab'  | 7001
            """)
    void what_can_be_no_code_is_refused_without_a_look_up(String wire, int code) {
        assertThatThrownBy(() -> LinkCode.valueOf(wire))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error().code()).isEqualTo(code));
    }

    @Test
    void codes_do_not_print() {
        LinkCode code = codes.code();
        LinkNumber number = codes.number();
        assertThat(code.toString()).doesNotContain(code.value());
        assertThat(number.toString()).doesNotContain(number.value());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            203.0.113.9,              203.0.113.9
            2001:db8:1:2:3:4:5:6,     20010db800010002::/64
            2001:db8:1:2:ffff::1,     20010db800010002::/64
            2001:db8:1:3::1,          20010db800010003::/64
            ::ffff:203.0.113.9,       203.0.113.9
            somewhere,                somewhere
            """)
    void a_guesser_is_an_address_or_an_ipv6_network(String address, String guesser) {
        String network = PasswordTries.network(address);
        assertThat(network.replaceFirst("^0+", "")).isEqualTo(guesser.replaceFirst("^0+", ""));
    }
}
