package dev.latchkey.protocol.signedurl;

import dev.latchkey.protocol.value.FileName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes signed URL paths and checks them: {@code /c/{token}/{name}}. Equal claims, name and key give equal paths. Safe
 * for any number of threads.
 */
public final class SignedUrlCodec {

    /** What every signed path begins with. */
    public static final String PATH = "/c/";

    private static final int MAX_TOKEN_LENGTH = 1024;
    private static final int MAX_SEGMENT_LENGTH = 3 * FileName.MAX_BYTES;
    private static final Duration MAX_SKEW = Duration.ofDays(1);
    private static final byte[] NO_NAME = {};
    private static final Verification FORGED = new Verification.Forged();

    private final Supplier<KeyRing> keys;
    private final Duration skew;

    /**
     * @param keys the keys of this moment, asked on every call: {@link KeyRingFile#current}
     * @param skew how long after its expiry a URL is still served, because the clocks of signer and verifier differ;
     *     zero to one day
     */
    public SignedUrlCodec(Supplier<KeyRing> keys, Duration skew) {
        if (skew.isNegative() || skew.compareTo(MAX_SKEW) > 0) {
            throw new IllegalArgumentException("clock skew allowance is not between zero and one day: " + skew);
        }
        this.keys = keys;
        this.skew = skew;
    }

    /**
     * Signs with the ring's signing key.
     *
     * @param name the file name shown at the end of the URL, a valid {@link FileName}; ignored if the claims say to
     *     skip it
     * @return the path, percent-encoded and ready to be put behind a host
     */
    public String sign(SignedUrl url, String name) {
        if (!url.skipName() && !FileName.isValid(name)) {
            throw new IllegalArgumentException("not a file name");
        }
        byte[] utf8 = url.skipName() ? NO_NAME : name.getBytes(StandardCharsets.UTF_8);
        UrlKey key = keys.get().signing();
        byte[] claims = ClaimsLayout.write(url, key.id());
        byte[] token = Arrays.copyOf(claims, claims.length + UrlKey.MAC_BYTES);
        System.arraycopy(key.mac(claims, claims.length, utf8), 0, token, claims.length, UrlKey.MAC_BYTES);
        String path = PATH + Base64Url.encode(token);
        return url.skipName() ? path : path + "/" + PathSegment.encode(utf8);
    }

    /** Checks a path that ends after the token: {@code /c/{token}}. Never throws, whatever the token. */
    public Verification verify(String token, Instant now) {
        return verify(token, NO_NAME, true, now);
    }

    /**
     * Checks a path with a name: {@code /c/{token}/{name}}. Never throws, whatever the arguments.
     *
     * @param rawName the segment after the token as it stands in the request, still percent-encoded
     */
    public Verification verify(String token, String rawName, Instant now) {
        if (rawName.length() > MAX_SEGMENT_LENGTH) {
            return FORGED;
        }
        return verify(token, PathSegment.decode(rawName), false, now);
    }

    /** Cheapest first: shape and key, then the MAC, and only what is authentic is read and held against the clock. */
    private Verification verify(String token, byte[] name, boolean skipName, Instant now) {
        if (token.length() > MAX_TOKEN_LENGTH) {
            return FORGED;
        }
        byte[] bytes = Base64Url.decode(token);
        int length = bytes.length - UrlKey.MAC_BYTES;
        Optional<UrlKey> key = keys.get().key(ClaimsLayout.keyId(bytes));
        if (length <= 0 || key.isEmpty()) {
            return FORGED;
        }
        byte[] mac = Arrays.copyOfRange(bytes, length, bytes.length);
        if (!MessageDigest.isEqual(mac, key.get().mac(bytes, length, name))) {
            return FORGED;
        }
        Optional<SignedUrl> url = ClaimsLayout.read(bytes, length).filter(read -> read.skipName() == skipName);
        if (url.isEmpty()) {
            return FORGED;
        }
        if (!now.isBefore(url.get().expires().plus(skew))) {
            return new Verification.Expired(url.get());
        }
        return new Verification.Valid(
                url.get(), skipName ? Optional.empty() : Optional.of(new String(name, StandardCharsets.UTF_8)));
    }
}
