package dev.latchkey.auth.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret a session is proved by: 256 random bits in 43 characters that need no escaping anywhere. Only its SHA-256
 * is stored, which is enough since nobody can guess what to hash.
 */
record AuthToken(String value) {

    private static final int BYTES = 32;

    static AuthToken random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new AuthToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    byte[] fingerprint() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A token stays out of logs. */
    @Override
    public String toString() {
        return "AuthToken";
    }
}
