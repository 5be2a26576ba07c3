package dev.latchkey.link.resolve;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * {@code dwltag}: a short random text that clients keep beside a URL; nothing here reads it again. A bean, since a source
 * of randomness must not be made while an executable is built.
 */
@Singleton
final class DownloadTags {

    private static final int BYTES = 15;

    private final SecureRandom random = new SecureRandom();

    String next() {
        byte[] tag = new byte[BYTES];
        random.nextBytes(tag);
        return Base64.getUrlEncoder().encodeToString(tag);
    }
}
