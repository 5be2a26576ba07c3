package dev.latchkey.link.resolve;

import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/** {@code dwltag}: a short random text that clients keep beside a URL; nothing here reads it again, so it need not be hard to guess. */
@Singleton
final class DownloadTags {

    private static final int BYTES = 15;

    String next() {
        byte[] tag = new byte[BYTES];
        ThreadLocalRandom.current().nextBytes(tag);
        return Base64.getUrlEncoder().encodeToString(tag);
    }
}
