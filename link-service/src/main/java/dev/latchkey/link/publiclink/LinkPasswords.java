package dev.latchkey.link.publiclink;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.protocol.error.ApiError;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords of links. Each try is counted before it is judged, and only a few are judged at a time, so that guessing
 * costs the guesser and not the machine.
 */
@Singleton
// The cache picks its classes by name, of which an executable has to be told.
@RegisterForReflection(
        classNames = {"com.github.benmanes.caffeine.cache.SSMSW", "com.github.benmanes.caffeine.cache.PSWMS"})
final class LinkPasswords {

    private static final int AT_A_TIME = 4;
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int REMEMBERED_AT_MOST = 10_000;

    private final PasswordTries tries;
    private final SecureRandom random = new SecureRandom();
    private final Semaphore judging = new Semaphore(AT_A_TIME);
    private final SecretKeySpec fingerprintKey;

    /** Fingerprints of right answers, so that a player that comes back for each song does not cost a hash each time. */
    private final Cache<String, Boolean> right = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_AT_MOST)
            .expireAfterWrite(REMEMBERED)
            .build();

    LinkPasswords(PasswordTries tries) {
        this.tries = tries;
        byte[] key = new byte[32];
        random.nextBytes(key);
        this.fingerprintKey = new SecretKeySpec(key, "HmacSHA256");
    }

    PasswordHash hash(String password) {
        return judged(() -> PasswordHash.of(password, random));
    }

    /** Whether a link protected like that is what somebody who gave that password wants. */
    boolean isSame(Optional<PasswordHash> hash, Optional<String> password) {
        if (hash.isEmpty() || password.isEmpty()) {
            return hash.isEmpty() && password.isEmpty();
        }
        return judged(() -> hash.get().matches(password.get()));
    }

    /**
     * Lets in whoever knows the password, if there is one.
     *
     * @throws dev.latchkey.protocol.error.ApiException 2258 without a password, 1125 for a wrong one, 4000 after too
     *     many tries
     */
    void check(PublicLink link, Optional<String> given, String address) {
        if (link.password().isEmpty()) {
            return;
        }
        String password = given.filter(text -> !text.isEmpty()).orElseThrow(ApiError.LINK_PASSWORD_REQUIRED::exception);
        String fingerprint = fingerprint(link, password);
        if (right.getIfPresent(fingerprint) != null) {
            // Who has used up their tries learns nothing, not even by guessing what others got right.
            ApiError.TOO_MANY_LOGIN_TRIES.when(!tries.areLeft(link.id(), address));
            return;
        }
        ApiError.TOO_MANY_LOGIN_TRIES.when(!tries.take(link.id(), address));
        boolean matches = judged(() -> link.password().get().matches(password));
        ApiError.WRONG_LINK_PASSWORD.when(!matches);
        tries.giveBack(link.id(), address);
        right.put(fingerprint, true);
    }

    private <T> T judged(Supplier<T> work) {
        judging.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            judging.release();
        }
    }

    /**
     * Tells passwords of links apart without keeping them; the version is in it because a change of the password raises
     * it.
     */
    private String fingerprint(PublicLink link, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(fingerprintKey);
            mac.update(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                    .putLong(link.id().value())
                    .putInt(link.version())
                    .array());
            return Base64.getEncoder().encodeToString(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing from this Java runtime.", e);
        }
    }
}
