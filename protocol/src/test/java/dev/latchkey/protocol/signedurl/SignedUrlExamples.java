package dev.latchkey.protocol.signedurl;

import dev.latchkey.protocol.value.FileName;
import dev.latchkey.protocol.value.LinkId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Keys, claims and generators that the tests of this package share. */
final class SignedUrlExamples {

    static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

    /** Secrets 00..1f, 20..3f and 40..5f, as the published test vectors use them. */
    static final String SECRET_1 = secret(0x00);

    static final String SECRET_2 = secret(0x20);
    static final String SECRET_3 = secret(0x40);

    static final String BLOB = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private SignedUrlExamples() {}

    /** A URL and the name it is signed for. */
    record Example(SignedUrl url, String name) {

        /** The token of its path. */
        String token(SignedUrlCodec codec) {
            return codec.sign(url, name).split("/")[2];
        }

        Verification verify(SignedUrlCodec codec, String token, Instant now) {
            return url.skipName() ? codec.verify(token, now) : codec.verify(token, encoded(name), now);
        }
    }

    static KeyRing ring(String json) {
        return KeyRing.parse(json.replace('\'', '"'));
    }

    /** Key 1 signs, keys 1 and 2 verify. */
    static KeyRing ring() {
        return ring(
                "{'signing':1,'keys':[{'id':1,'secret':'%s'},{'id':2,'secret':'%s'}]}".formatted(SECRET_1, SECRET_2));
    }

    static SignedUrlCodec codec() {
        return codec(ring());
    }

    static SignedUrlCodec codec(KeyRing ring) {
        return new SignedUrlCodec(() -> ring, Duration.ZERO);
    }

    static String encoded(String name) {
        return PathSegment.encode(name.getBytes(StandardCharsets.UTF_8));
    }

    /** From the smallest record to the fullest, every variant and flag among them. */
    static List<Example> representative() {
        Instant expires = NOW.plusSeconds(3600);
        SignedUrl plain = SignedUrl.of(BLOB, 0, "audio/mpeg", expires);
        SignedUrl full = plain.forLink(new LinkId(Long.MAX_VALUE), Integer.MAX_VALUE)
                .as(new Variant.Audio(192), "audio/mpeg")
                .withForcedDownload(true)
                .withMaxSpeed(1_000_000)
                .boundToAddress(InetAddress.ofLiteral("2001:db8::1"))
                .boundToReferrer("player.example.com");
        return List.of(
                new Example(plain, "song.mp3"),
                new Example(plain.withSkipName(true), ""),
                new Example(
                        plain.forLink(new LinkId(300), 2).boundToAddress(InetAddress.ofLiteral("203.0.113.9")),
                        "Größe & <b> 100% 😀.ogg"),
                new Example(full, "a"),
                new Example(full.withSkipName(true), ""));
    }

    /** Any claims at all, small and extreme numbers more often than chance would have them. */
    static Example any(RandomGenerator random) {
        SignedUrl url = SignedUrl.of(
                        anyBlob(random),
                        anyNumber(random, Long.MAX_VALUE),
                        anyText(random, 1 + random.nextInt(SignedUrl.MAX_CONTENT_TYPE), ' ', '~'),
                        Instant.ofEpochSecond(anyNumber(random, SignedUrl.MAX_EXPIRES.getEpochSecond())))
                .forLink(new LinkId(anyNumber(random, Long.MAX_VALUE)), (int) anyNumber(random, Integer.MAX_VALUE))
                .withForcedDownload(random.nextBoolean())
                .withSkipName(random.nextInt(4) == 0)
                .withMaxSpeed(anyNumber(random, Long.MAX_VALUE));
        if (random.nextBoolean()) {
            url = url.as(new Variant.Audio(1 + (int) anyNumber(random, Variant.Audio.MAX - 1)), url.contentType());
        }
        if (random.nextBoolean()) {
            url = url.boundToAddress(anyAddress(random));
        }
        if (random.nextBoolean()) {
            url = url.boundToReferrer(anyText(random, 1 + random.nextInt(SignedUrl.MAX_REFERRER), 'a', 'z'));
        }
        return new Example(url, url.skipName() ? "" : anyName(random));
    }

    static String anyName(RandomGenerator random) {
        while (true) {
            StringBuilder name = new StringBuilder();
            int length = 1 + random.nextInt(60);
            int bound = random.nextBoolean() ? 0x80 : random.nextBoolean() ? 0x800 : 0x11_0000;
            for (int i = 0; i < length; i++) {
                name.appendCodePoint(random.nextInt(bound));
            }
            if (FileName.isValid(name.toString())) {
                return name.toString();
            }
        }
    }

    private static String anyBlob(RandomGenerator random) {
        byte[] hash = new byte[32];
        random.nextBytes(hash);
        return HexFormat.of().formatHex(hash);
    }

    private static long anyNumber(RandomGenerator random, long max) {
        return switch (random.nextInt(4)) {
            case 0 -> Math.min(max, random.nextInt(300));
            case 1 -> max;
            default -> (random.nextLong() & Long.MAX_VALUE) >>> random.nextInt(63) & max;
        };
    }

    private static String anyText(RandomGenerator random, int length, char first, char last) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt(first, last + 1));
        }
        return text.toString();
    }

    private static InetAddress anyAddress(RandomGenerator random) {
        byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
        random.nextBytes(bytes);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static RandomGenerator seeded(long seed) {
        return new Random(seed);
    }

    private static String secret(int first) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
