package dev.latchkey.protocol.signedurl;

import static dev.latchkey.protocol.signedurl.SignedUrlExamples.NOW;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.codec;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.ring;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.signedurl.SignedUrlExamples.Example;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Records as a holder of the key could make them: rightly signed, and still taken only in their one canonical form. */
class ClaimsLayoutTest {

    private static final String HEAD = "010001";
    private static final String BLOB = "ab".repeat(32);

    private final SignedUrlCodec codec = codec();

    @Test
    void the_smallest_record_is_valid() {
        assertThat(verdict(HEAD + "ffffffff0f" + "00" + "00" + BLOB + "00" + "00" + "0161" + "02" + "00"))
                .isInstanceOf(Verification.Valid.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            trailing byte             | 010001 | ffffffff0f 00 00 | 00 00 0161 02 00 00
            speed limit missing       | 010001 | ffffffff0f 00 00 | 00 00 0161 02
            version 0                 | 000001 | ffffffff0f 00 00 | 00 00 0161 02 00
            version 2                 | 020001 | ffffffff0f 00 00 | 00 00 0161 02 00
            key 2 claimed             | 010002 | ffffffff0f 00 00 | 00 00 0161 02 00
            key 3 claimed             | 010003 | ffffffff0f 00 00 | 00 00 0161 02 00
            expiry not minimal        | 010001 | ffffffff8f00 00 00 | 00 00 0161 02 00
            expiry after year 9999    | 010001 | 8083d1ffaf07 00 00 | 00 00 0161 02 00
            zero in two octets        | 010001 | ffffffff0f 8000 00 | 00 00 0161 02 00
            link id of ten octets     | 010001 | ffffffff0f ffffffffffffffffff01 00 | 00 00 0161 02 00
            link version above 2^31-1 | 010001 | ffffffff0f 00 8080808008 | 00 00 0161 02 00
            size cut in a varint      | 010001 | ffffffff0f 00 00 | 80
            unknown variant           | 010001 | ffffffff0f 00 00 | 00 02 0161 02 00
            audio of 0 kbit/s         | 010001 | ffffffff0f 00 00 | 00 0100 0161 02 00
            audio of 65536 kbit/s     | 010001 | ffffffff0f 00 00 | 00 01808004 0161 02 00
            no content type           | 010001 | ffffffff0f 00 00 | 00 00 00 02 00
            line break in the type    | 010001 | ffffffff0f 00 00 | 00 00 03610d0a 02 00
            type beyond ASCII         | 010001 | ffffffff0f 00 00 | 00 00 01e9 02 00
            type longer than record   | 010001 | ffffffff0f 00 00 | 00 00 ff61 02 00
            unknown flag 16           | 010001 | ffffffff0f 00 00 | 00 00 0161 12 00
            unknown flag 128          | 010001 | ffffffff0f 00 00 | 00 00 0161 82 00
            name not skipped          | 010001 | ffffffff0f 00 00 | 00 00 0161 00 00
            address missing           | 010001 | ffffffff0f 00 00 | 00 00 0161 06 00
            address of no octets      | 010001 | ffffffff0f 00 00 | 00 00 0161 06 00 00
            address of 5 octets       | 010001 | ffffffff0f 00 00 | 00 00 0161 06 00 050102030405
            IPv4 written as IPv6      | 010001 | ffffffff0f 00 00 | 00 00 0161 06 00 1000000000000000000000ffff01020304
            referrer missing          | 010001 | ffffffff0f 00 00 | 00 00 0161 0a 00
            referrer empty            | 010001 | ffffffff0f 00 00 | 00 00 0161 0a 00 00
            referrer in upper case    | 010001 | ffffffff0f 00 00 | 00 00 0161 0a 00 0141
            referrer of 254 octets    | 010001 | ffffffff0f 00 00 | 00 00 0161 0a 00 fe61
            """)
    void a_record_that_is_not_canonical_is_forged_though_rightly_signed(
            String what, String head, String beforeBlob, String afterBlob) {
        assertThat(verdict(head + beforeBlob + BLOB + afterBlob)).isInstanceOf(Verification.Forged.class);
    }

    @Test
    void a_record_cut_anywhere_is_forged() {
        for (Example example : SignedUrlExamples.representative()) {
            byte[] claims = ClaimsLayout.write(example.url(), 1);
            for (int length = 0; length < claims.length; length++) {
                assertThat(verdict(Arrays.copyOf(claims, length))).isInstanceOf(Verification.Forged.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.latchkey.protocol.signedurl.SignedUrlExamples#representative")
    void whatever_is_read_is_written_back_byte_for_byte(Example example) {
        byte[] claims = ClaimsLayout.write(example.url(), 1);
        int readable = 0;
        for (int position = 3; position < claims.length; position++) {
            for (int value = 0; value < 256; value++) {
                byte[] changed = claims.clone();
                changed[position] = (byte) value;
                var read = ClaimsLayout.read(changed, changed.length);
                if (read.isPresent()) {
                    assertThat(ClaimsLayout.write(read.get(), 1)).isEqualTo(changed);
                    readable++;
                }
            }
        }
        assertThat(readable).isGreaterThan(32 * 256);
    }

    private Verification verdict(String hex) {
        return verdict(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    /** Signed with key 1 and without a name. */
    private Verification verdict(byte[] claims) {
        byte[] mac = ring().signing().mac(claims, claims.length, new byte[0]);
        byte[] token = Arrays.copyOf(claims, claims.length + mac.length);
        System.arraycopy(mac, 0, token, claims.length, mac.length);
        return codec.verify(Base64Url.encode(token), NOW);
    }
}
