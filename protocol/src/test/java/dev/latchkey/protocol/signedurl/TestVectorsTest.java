package dev.latchkey.protocol.signedurl;

import static dev.latchkey.protocol.signedurl.SignedUrlExamples.SECRET_1;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.SECRET_2;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.codec;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.ring;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.value.LinkId;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The vectors of {@code docs/signed-urls.md}, which were not made with this code: the document is what is tested
 * against.
 */
class TestVectorsTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "signed-urls.md");
    private static final Pattern VECTOR = Pattern.compile("```properties\\n(.*?)```", Pattern.DOTALL);
    private static final String RING =
            "{'signing':%s,'keys':[{'id':1,'secret':'" + SECRET_1 + "'},{'id':2,'secret':'" + SECRET_2 + "'}]}";

    static Stream<Properties> vectors() throws IOException {
        return VECTOR.matcher(Files.readString(DOCUMENT)).results().map(block -> {
            Properties vector = new Properties();
            try {
                vector.load(new StringReader(block.group(1)));
            } catch (IOException impossible) {
                throw new AssertionError(impossible);
            }
            return vector;
        });
    }

    @Test
    void the_document_has_its_vectors_and_their_key_ring() throws IOException {
        assertThat(vectors()).hasSize(6);
        assertThat(Files.readString(DOCUMENT)).contains(SECRET_1, SECRET_2);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void each_vector_is_signed_exactly_so(Properties vector) {
        byte[] claims = ClaimsLayout.write(claims(vector), Integer.parseInt(vector.getProperty("key")));
        assertThat(HexFormat.of().formatHex(claims)).isEqualTo(vector.getProperty("claims"));
        assertThat(codec(ringOf(vector)).sign(claims(vector), vector.getProperty("name")))
                .isEqualTo(vector.getProperty("path"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void each_vector_is_verified_until_it_expires(Properties vector) {
        String[] path = vector.getProperty("path").split("/");
        SignedUrlCodec codec = codec(ringOf(vector));
        SignedUrl url = claims(vector);
        Instant last = url.expires().minusNanos(1);
        Verification alive = path.length == 3 ? codec.verify(path[2], last) : codec.verify(path[2], path[3], last);
        Verification dead =
                path.length == 3 ? codec.verify(path[2], url.expires()) : codec.verify(path[2], path[3], url.expires());
        assertThat(alive)
                .isEqualTo(new Verification.Valid(
                        url, Optional.of(vector.getProperty("name")).filter(name -> !name.isEmpty())));
        assertThat(dead).isEqualTo(new Verification.Expired(url));
    }

    /** Recomputed with nothing of ours, as the document tells a reader to. */
    @ParameterizedTest
    @MethodSource("vectors")
    void each_mac_is_what_the_document_says_it_is(Properties vector) throws Exception {
        byte[] claims = HexFormat.of().parseHex(vector.getProperty("claims"));
        byte[] secret = new byte[32];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) (i + (vector.getProperty("key").equals("2") ? 0x20 : 0));
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        mac.update("latchkey/signed-url\n".getBytes(StandardCharsets.US_ASCII));
        mac.update(new byte[] {(byte) (claims.length >> 8), (byte) claims.length});
        mac.update(claims);
        mac.update(vector.getProperty("name").getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(mac.doFinal())).isEqualTo(vector.getProperty("mac"));
    }

    private static KeyRing ringOf(Properties vector) {
        return ring(RING.formatted(vector.getProperty("key")));
    }

    private static SignedUrl claims(Properties vector) {
        String variant = vector.getProperty("variant");
        return new SignedUrl(
                Instant.parse(vector.getProperty("expires")),
                new LinkId(Long.parseLong(vector.getProperty("link"))),
                Integer.parseInt(vector.getProperty("linkVersion")),
                vector.getProperty("blob"),
                Long.parseLong(vector.getProperty("size")),
                variant.equals("original")
                        ? Variant.ORIGINAL
                        : new Variant.Audio(Integer.parseInt(variant.replace("audio ", ""))),
                vector.getProperty("contentType"),
                Boolean.parseBoolean(vector.getProperty("forcedDownload")),
                Boolean.parseBoolean(vector.getProperty("skipName")),
                Long.parseLong(vector.getProperty("maxSpeed")),
                Optional.of(vector.getProperty("address"))
                        .filter(text -> !text.isEmpty())
                        .map(InetAddress::ofLiteral),
                Optional.of(vector.getProperty("referrer")).filter(text -> !text.isEmpty()));
    }
}
