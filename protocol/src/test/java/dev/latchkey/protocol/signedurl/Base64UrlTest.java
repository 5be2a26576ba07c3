package dev.latchkey.protocol.signedurl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One spelling for each token, and nothing else is one. */
final class Base64UrlTest {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final Random RANDOM = new Random(7);

    @Test
    void what_was_encoded_comes_back() {
        for (int length = 0; length < 200; length++) {
            byte[] bytes = new byte[length];
            RANDOM.nextBytes(bytes);

            assertThat(Base64Url.decode(Base64Url.encode(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void every_letter_in_every_place_is_read_as_the_jdk_reads_it() {
        for (int place = 0; place < 4; place++) {
            for (char letter : ALPHABET.toCharArray()) {
                StringBuilder text = new StringBuilder("AAAA");
                text.setCharAt(place, letter);

                assertThat(Base64Url.decode(text.toString()))
                        .isEqualTo(Base64.getUrlDecoder().decode(text.toString()));
            }
        }
    }

    @Test
    void any_other_character_in_any_place_makes_it_nothing() {
        for (int length = 2; length <= 8; length++) {
            for (int place = 0; place < length; place++) {
                for (char c = 0; c < 0x3000; c++) {
                    if (ALPHABET.indexOf(c) < 0) {
                        StringBuilder text = new StringBuilder("A".repeat(length));
                        text.setCharAt(place, c);

                        assertThat(Base64Url.decode(text.toString()))
                                .as("U+%04X in place %d of %d", (int) c, place, length)
                                .isEmpty();
                    }
                }
            }
        }
    }

    @Test
    void what_is_read_is_what_would_be_written() {
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int letter = RANDOM.nextInt(1, 12); letter > 0; letter--) {
                text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
            }
            byte[] bytes = Base64Url.decode(text.toString());
            if (bytes.length > 0) {
                read++;
                assertThat(Base64Url.encode(bytes)).isEqualTo(text.toString());
            } else {
                assertThat(isSpelling(text.toString())).as(text.toString()).isFalse();
            }
        }
        assertThat(read).isGreaterThan(5_000);
    }

    /** Whether the JDK, which forgives more, reads it and would write it like that. */
    private static boolean isSpelling(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
