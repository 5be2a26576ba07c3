package dev.latchkey.protocol.signedurl;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key of a ring. Holds the MAC already keyed and fed with the domain prefix, and clones it per call: cheaper than
 * setting one up, and safe on any number of (virtual) threads because the held one is never touched again.
 */
final class UrlKey {

    static final int MAC_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    /** Keeps these MACs apart from any other use of the same secret. */
    private static final byte[] DOMAIN = "latchkey/signed-url\n".getBytes(StandardCharsets.US_ASCII);

    private final int id;
    private final Mac primed;

    UrlKey(int id, byte[] secret) {
        this.id = id;
        try {
            primed = Mac.getInstance(ALGORITHM);
            primed.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, missing);
        }
        primed.update(DOMAIN);
    }

    int id() {
        return id;
    }

    /**
     * The MAC over the first {@code length} bytes of the claims and a name; the length in front keeps the border
     * between them fixed.
     */
    byte[] mac(byte[] claims, int length, byte[] name) {
        try {
            Mac mac = (Mac) primed.clone();
            mac.update((byte) (length >>> 8));
            mac.update((byte) length);
            mac.update(claims, 0, length);
            mac.update(name);
            return mac.doFinal();
        } catch (CloneNotSupportedException unsupported) {
            throw new IllegalStateException("the provider of " + ALGORITHM + " cannot clone", unsupported);
        }
    }
}
