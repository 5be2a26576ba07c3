package dev.latchkey.protocol.signedurl;

import static dev.latchkey.protocol.signedurl.SignedUrlExamples.NOW;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.SECRET_1;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.SECRET_2;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.codec;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.encoded;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.ring;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.seeded;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.latchkey.protocol.signedurl.SignedUrlExamples.Example;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exhaustive where it can be: each representative URL in every way it can be wrong by one step. */
class TamperingTest {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final SignedUrlCodec codec = codec();

    @ParameterizedTest
    @MethodSource("dev.latchkey.protocol.signedurl.SignedUrlExamples#representative")
    void every_other_value_of_every_byte_is_forged(Example example) {
        byte[] genuine = Base64.getUrlDecoder().decode(example.token(codec));
        for (int position = 0; position < genuine.length; position++) {
            for (int change = 1; change < 256; change++) {
                byte[] changed = genuine.clone();
                changed[position] ^= (byte) change;
                refused(example, Base64Url.encode(changed));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.latchkey.protocol.signedurl.SignedUrlExamples#representative")
    void every_other_character_of_the_token_is_forged(Example example) {
        String token = example.token(codec);
        for (int position = 0; position < token.length(); position++) {
            for (char other : (ALPHABET + "+/=.%\0é\uFFFF").toCharArray()) {
                if (other != token.charAt(position)) {
                    refused(example, token.substring(0, position) + other + token.substring(position + 1));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.latchkey.protocol.signedurl.SignedUrlExamples#representative")
    void a_character_or_byte_more_or_less_is_forged(Example example) {
        String token = example.token(codec);
        byte[] genuine = Base64.getUrlDecoder().decode(token);
        for (int position = 0; position <= token.length(); position++) {
            for (char more : (ALPHABET + "=").toCharArray()) {
                refused(example, token.substring(0, position) + more + token.substring(position));
            }
            refused(
                    example,
                    token.substring(0, Math.max(0, position - 1))
                            + token.substring(position)
                            + (position == 0 ? "A" : ""));
        }
        for (int length = 0; length < genuine.length; length++) {
            refused(example, Base64Url.encode(Arrays.copyOf(genuine, length)));
        }
        refused(example, token + "==");
        refused(example, token + token);
    }

    @ParameterizedTest
    @MethodSource("dev.latchkey.protocol.signedurl.SignedUrlExamples#representative")
    void another_name_a_missing_one_or_one_too_many_is_forged(Example example) {
        String token = example.token(codec);
        String name = example.name();
        for (String other :
                new String[] {"", "x", "song.mp4", "%", "%4", "%zz", "a/b", "a?b", "a#b", "a b", "é", "\0", "."}) {
            assertThat(codec.verify(token, other, NOW)).isInstanceOf(Verification.Forged.class);
        }
        for (int position = 0; position < name.length(); position++) {
            String changed =
                    name.substring(0, position) + (char) (name.charAt(position) ^ 1) + name.substring(position + 1);
            assertThat(codec.verify(token, encoded(changed), NOW)).isInstanceOf(Verification.Forged.class);
            String shorter = name.substring(0, position) + name.substring(position + 1);
            assertThat(codec.verify(token, encoded(shorter), NOW)).isInstanceOf(Verification.Forged.class);
        }
        assertThat(codec.verify(token, encoded(name) + "x", NOW)).isInstanceOf(Verification.Forged.class);
        assertThat(codec.verify(token, encoded(name) + "/", NOW)).isInstanceOf(Verification.Forged.class);
        assertThat(codec.verify(token, encoded(name) + "%00", NOW)).isInstanceOf(Verification.Forged.class);
        if (!example.url().skipName()) {
            assertThat(codec.verify(token, NOW)).isInstanceOf(Verification.Forged.class);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.latchkey.protocol.signedurl.SignedUrlExamples#representative")
    void another_key_id_is_forged_even_if_the_ring_has_it(Example example) {
        byte[] genuine = Base64.getUrlDecoder().decode(example.token(codec));
        for (int id = 0; id <= 0xFFFF; id++) {
            if (id != 1) {
                byte[] changed = genuine.clone();
                changed[1] = (byte) (id >>> 8);
                changed[2] = (byte) id;
                refused(example, Base64Url.encode(changed));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.latchkey.protocol.signedurl.SignedUrlExamples#representative")
    void the_same_key_id_with_another_secret_is_forged(Example example) {
        SignedUrlCodec stranger = codec(ring("{'signing':1,'keys':[{'id':1,'secret':'%s'}]}".formatted(SECRET_2)));
        refused(example, example.token(stranger));
        SignedUrlCodec friend = codec(ring("{'signing':1,'keys':[{'id':1,'secret':'%s'}]}".formatted(SECRET_1)));
        assertThat(example.verify(codec, example.token(friend), NOW)).isInstanceOf(Verification.Valid.class);
    }

    @ParameterizedTest
    @MethodSource("dev.latchkey.protocol.signedurl.SignedUrlExamples#representative")
    void a_border_moved_between_claims_and_name_is_forged(Example example) {
        if (example.url().skipName()) {
            return;
        }
        byte[] genuine = Base64.getUrlDecoder().decode(example.token(codec));
        byte[] name = example.name().getBytes(StandardCharsets.UTF_8);
        byte[] longer = new byte[genuine.length + 1];
        int claims = genuine.length - UrlKey.MAC_BYTES;
        System.arraycopy(genuine, 0, longer, 0, claims);
        longer[claims] = name[0];
        System.arraycopy(genuine, claims, longer, claims + 1, UrlKey.MAC_BYTES);
        String rest = PathSegment.encode(Arrays.copyOfRange(name, 1, name.length));
        assertThat(codec.verify(Base64Url.encode(longer), rest, NOW)).isInstanceOf(Verification.Forged.class);
    }

    @Test
    void garbage_is_forged_and_never_throws() {
        RandomGenerator random = seeded(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            if (bytes.length > 3 && random.nextBoolean()) {
                bytes[0] = 1;
                bytes[1] = 0;
                bytes[2] = (byte) (1 + random.nextInt(2));
            }
            String token = random.nextBoolean() ? Base64Url.encode(bytes) : new String(bytes, StandardCharsets.UTF_16);
            String name = new String(bytes, StandardCharsets.ISO_8859_1);
            assertThat(codec.verify(token, NOW)).isInstanceOf(Verification.Forged.class);
            assertThat(codec.verify(token, name, NOW)).isInstanceOf(Verification.Forged.class);
        }
    }

    @Test
    void however_long_the_token_or_name_it_is_forged_without_copying_it() {
        String token = SignedUrlExamples.representative().getFirst().token(codec);
        String endless = "A".repeat(10_000_000);
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        assertThat(codec.verify(endless, "song.mp3", NOW)).isInstanceOf(Verification.Forged.class);
        assertThat(codec.verify(endless, NOW)).isInstanceOf(Verification.Forged.class);
        assertThat(codec.verify(token, endless, NOW)).isInstanceOf(Verification.Forged.class);
        assertThat(codec.verify("", "", NOW)).isInstanceOf(Verification.Forged.class);
        assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(endless.length() / 2);
    }

    private void refused(Example example, String token) {
        Verification verdict = example.verify(codec, token, NOW);
        if (!(verdict instanceof Verification.Forged)) {
            assertThat(verdict).as(token).isInstanceOf(Verification.Forged.class);
        }
    }
}
