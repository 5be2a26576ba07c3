package dev.latchkey.link.resolve;

import java.security.SecureRandom;
import java.util.Base64;

/** {@code dwltag}: a short random text that clients keep beside a URL; nothing here reads it again. */
final class DownloadTag {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 15;

    private DownloadTag() {}

    static String next() {
        byte[] tag = new byte[BYTES];
        RANDOM.nextBytes(tag);
        return Base64.getUrlEncoder().encodeToString(tag);
    }
}
