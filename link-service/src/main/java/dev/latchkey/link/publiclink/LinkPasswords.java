package dev.latchkey.link.publiclink;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.rpc.SingleFlight;
import dev.latchkey.protocol.value.LinkId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords of links. Each try is counted before it is judged, and only a few are judged at a time, so that guessing
 * costs the guesser and not the machine. What one guesser tries many times at the same moment, as a player does that
 * fetches a list of songs, is one try.
 */
@Singleton
// The cache picks its classes by name, of which an executable has to be told.
@RegisterForReflection(
        classNames = {"com.github.benmanes.caffeine.cache.SSMSW", "com.github.benmanes.caffeine.cache.PSWMS"})
final class LinkPasswords {

    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int REMEMBERED_AT_MOST = 10_000;

    /**
     * One guess at one password.
     *
     * @param version the link's, and
     * @param hash what has to be guessed: a change of the password is another question
     * @param guesser the address, or network of addresses, whose tries are counted together
     */
    private record Guess(LinkId link, int version, PasswordHash hash, String password, String guesser) {

        /** A password stays out of logs. */
        @Override
        public String toString() {
            return "Guess[link=" + link + "]";
        }
    }

    private final PasswordTries tries;
    private final HashingTurns turns;
    private final SingleFlight<Guess, Boolean> judgements = new SingleFlight<>(this::judge);
    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec fingerprintKey;

    /** Fingerprints of right answers, so that a player that comes back for each song does not cost a hash each time. */
    private final Cache<String, Boolean> right = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_AT_MOST)
            .expireAfterWrite(REMEMBERED)
            .build();

    LinkPasswords(PasswordTries tries, HashingTurns turns) {
        this.tries = tries;
        this.turns = turns;
        byte[] key = new byte[32];
        random.nextBytes(key);
        this.fingerprintKey = new SecretKeySpec(key, "HmacSHA256");
    }

    /**
     * What to keep of a password.
     *
     * @throws dev.latchkey.protocol.error.ApiException 5002 when too many wait for that
     */
    PasswordHash hash(String password) {
        return turns.take(() -> PasswordHash.of(password, random));
    }

    /**
     * Whether that is the password, for those who need not guess.
     *
     * @throws dev.latchkey.protocol.error.ApiException 5002 when too many wait to be judged
     */
    boolean isSame(PasswordHash hash, String password) {
        return turns.take(() -> hash.matches(password));
    }

    /**
     * Lets in whoever knows the password, if there is one.
     *
     * @throws dev.latchkey.protocol.error.ApiException 2258 without a password, 1125 for a wrong one, 4000 after too
     *     many tries, 5002 when too many wait to be judged
     */
    void check(PublicLink link, Optional<String> given, String address) {
        if (link.password().isEmpty()) {
            return;
        }
        String password = given.filter(text -> !text.isEmpty()).orElseThrow(ApiError.LINK_PASSWORD_REQUIRED::exception);
        Guess guess =
                new Guess(link.id(), link.version(), link.password().get(), password, PasswordTries.network(address));
        if (right.getIfPresent(fingerprint(guess)) != null) {
            // Who has used up their tries learns nothing, not even by guessing what others got right.
            ApiError.TOO_MANY_LOGIN_TRIES.when(!tries.areLeft(guess.link(), guess.guesser()));
            return;
        }
        ApiError.WRONG_LINK_PASSWORD.when(!judgements.ask(guess));
    }

    /** Judges a guess, and counts it unless it is right. */
    private boolean judge(Guess guess) {
        ApiError.TOO_MANY_LOGIN_TRIES.when(!tries.take(guess.link(), guess.guesser()));
        boolean matches = false;
        boolean judged = false;
        try {
            matches = isSame(guess.hash(), guess.password());
            judged = true;
        } finally {
            if (matches || !judged) {
                tries.giveBack(guess.link(), guess.guesser());
            }
        }
        if (matches) {
            right.put(fingerprint(guess), true);
        }
        return matches;
    }

    /**
     * Tells passwords of links apart without keeping them; the version is in it because a change of the password raises
     * it.
     */
    private String fingerprint(Guess guess) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(fingerprintKey);
            mac.update(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                    .putLong(guess.link().value())
                    .putInt(guess.version())
                    .array());
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(guess.password().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing from this Java runtime.", e);
        }
    }
}
