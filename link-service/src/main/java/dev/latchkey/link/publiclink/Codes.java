package dev.latchkey.link.publiclink;

import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** Draws the addresses of new links: all random, so that knowing one says nothing about another. */
@Singleton
final class Codes {

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final long SMALLEST_NUMBER = 100_000_000_000_000_000L;

    private final SecureRandom random = new SecureRandom();

    LinkCode code() {
        return new LinkCode(draw(LinkCode.LONG));
    }

    LinkCode shortCode() {
        return new LinkCode(draw(LinkCode.SHORT));
    }

    LinkNumber number() {
        return new LinkNumber(Long.toString(random.nextLong(SMALLEST_NUMBER, 10 * SMALLEST_NUMBER)));
    }

    private String draw(int length) {
        StringBuilder drawn = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            drawn.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        return drawn.toString();
    }
}
