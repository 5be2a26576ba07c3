package dev.latchkey.protocol.signedurl;

import static dev.latchkey.protocol.signedurl.SignedUrlExamples.NOW;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.SECRET_1;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.SECRET_2;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.codec;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.ring;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.protocol.signedurl.SignedUrlExamples.Example;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRingTest {

    private final Example example = SignedUrlExamples.representative().getFirst();

    @Test
    void reads_the_file_format() {
        KeyRing ring = ring("{'signing':7,'comment':'x','keys':[{'id':65535,'secret':'%s='},{'id':7,'secret':'%s'}]}"
                .formatted(SECRET_1, SECRET_2));
        assertThat(ring.signingId()).isEqualTo(7);
        assertThat(ring.ids()).containsExactlyInAnyOrder(7, 65_535);
        assertThat(ring("{'signing':7,'keys':[{'id':7,'secret':'%s'}]}".formatted(SECRET_1)))
                .hasToString("KeyRing[signing=7, keys=[7]]");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            not JSON from line 1                             | {'signing':1,
            not JSON from line 1                             | SECRET
            not JSON from line 1                             | {'signing':1,'signing':2,'keys':[{'id':1,'secret':'SECRET'}]}
            not JSON from line 1                             | {'signing':1,'keys':[{'id':1,'secret':'SECRET'}]} x
            signing is not a number from 1 to 65535          | ''
            signing is not a number from 1 to 65535          | []
            signing is not a number from 1 to 65535          | {'keys':[{'id':1,'secret':'SECRET'}]}
            signing is not a number from 1 to 65535          | {'signing':'1','keys':[{'id':1,'secret':'SECRET'}]}
            there is no key 1, which is to sign              | {'signing':1}
            there is no key 1, which is to sign              | {'signing':1,'keys':[]}
            there is no key 1, which is to sign              | {'signing':1,'keys':[{'id':2,'secret':'SECRET'}]}
            a key's id is not a number from 1 to 65535       | {'signing':1,'keys':[{'id':0,'secret':'SECRET'}]}
            a key's id is not a number from 1 to 65535       | {'signing':1,'keys':[{'id':65536,'secret':'SECRET'}]}
            a key's id is not a number from 1 to 65535       | {'signing':1,'keys':[{'id':1.5,'secret':'SECRET'}]}
            a key's id is not a number from 1 to 65535       | {'signing':1,'keys':['SECRET']}
            key 1 comes twice                                | {'signing':1,'keys':[{'id':1,'secret':'SECRET'},{'id':1,'secret':'SECRET'}]}
            the secret of key 1 is not base64url             | {'signing':1,'keys':[{'id':1,'secret':'+SECRET'}]}
            the secret of key 1 has 0 bytes; it needs at least 32 random ones  | {'signing':1,'keys':[{'id':1}]}
            the secret of key 1 has 31 bytes; it needs at least 32 random ones | {'signing':1,'keys':[{'id':1,'secret':'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg'}]}
            the secret of key 1 is one byte repeated; it needs random ones     | {'signing':1,'keys':[{'id':1,'secret':'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'}]}
            """, quoteCharacter = '`')
    void refuses_an_unusable_ring_in_one_line_that_tells_no_secret(String why, String json) {
        String text =
                json == null || json.equals("''") ? "" : json.replace('\'', '"').replace("SECRET", SECRET_1);
        assertThatExceptionOfType(KeyRing.Invalid.class)
                .isThrownBy(() -> KeyRing.parse(text))
                .withMessage(why)
                .withNoCause();
    }

    @Test
    void a_new_signing_key_leaves_live_urls_alone_and_a_removed_key_ends_them() {
        String key1 = "{'id':1,'secret':'%s'}".formatted(SECRET_1);
        String key2 = "{'id':2,'secret':'%s'}".formatted(SECRET_2);
        SignedUrlCodec before = codec(ring("{'signing':1,'keys':[%s]}".formatted(key1)));
        SignedUrlCodec announced = codec(ring("{'signing':1,'keys':[%s,%s]}".formatted(key1, key2)));
        SignedUrlCodec rotated = codec(ring("{'signing':2,'keys':[%s,%s]}".formatted(key1, key2)));
        SignedUrlCodec retired = codec(ring("{'signing':2,'keys':[%s]}".formatted(key2)));
        String old = example.token(before);
        String young = example.token(rotated);

        assertThat(example.token(announced)).isEqualTo(old);
        assertThat(young).isNotEqualTo(old);
        assertThat(example.verify(announced, young, NOW)).isInstanceOf(Verification.Valid.class);
        assertThat(example.verify(rotated, old, NOW)).isInstanceOf(Verification.Valid.class);
        assertThat(example.verify(retired, old, NOW)).isInstanceOf(Verification.Forged.class);
        assertThat(example.verify(retired, young, NOW)).isInstanceOf(Verification.Valid.class);
        assertThat(example.verify(before, young, NOW)).isInstanceOf(Verification.Forged.class);
    }
}
