package dev.latchkey.protocol.rpc;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.value.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/**
 * Verifies the user tokens that auth-service signs (ES256, issuer and audience {@code latchkey}), with the public keys it publishes. The keys are read
 * when first needed, every few minutes, and for a token under a key not seen yet. When they cannot be had, nobody asks again for a second: many callers
 * at once would else wait for one failure after the other.
 */
public final class UserTokens {

    private static final String ISSUER = "latchkey";
    private static final String AUDIENCE = "latchkey";
    private static final int CLOCK_SKEW_SECONDS = 5;
    private static final Duration KEYS_KEPT = Duration.ofMinutes(5);
    /** A token under an unknown key may be a new key's, or a stranger's: keys are looked up again for it, but not for each of those. */
    private static final Duration KEYS_KEPT_AT_LEAST = Duration.ofSeconds(5);

    private static final Duration FAILURE_KEPT = Duration.ofSeconds(1);

    private record Keys(List<JsonWebKey> keys, Instant readAt) {

        boolean isOlderThan(Duration age, Instant now) {
            return now.isAfter(readAt.plus(age));
        }
    }

    private record Failure(Exception cause, Instant at) {

        boolean isFresh(Instant now) {
            return now.isBefore(at.plus(FAILURE_KEPT));
        }
    }

    private final Supplier<String> publishedKeys;
    private final Clock clock;
    private volatile Keys known = new Keys(List.of(), Instant.MIN);
    private Optional<Failure> lastFailure = Optional.empty();

    /**
     * @param publishedKeys reads auth-service's JWK set; may fail
     * @param clock tells whether a token is over
     */
    public UserTokens(Supplier<String> publishedKeys, Clock clock) {
        this.publishedKeys = publishedKeys;
        this.clock = clock;
    }

    /**
     * Who a token vouches for; nobody if it is none of auth-service's, or over.
     *
     * @throws dev.latchkey.protocol.error.ApiException 5000 when auth-service's keys are not known and cannot be had
     */
    public Optional<Caller> verify(String token) {
        Keys keys = known;
        if (keys.isOlderThan(KEYS_KEPT, clock.instant())) {
            keys = read();
        }
        Optional<Caller> caller = verify(token, keys);
        if (caller.isPresent() || !keys.isOlderThan(KEYS_KEPT_AT_LEAST, clock.instant())) {
            return caller;
        }
        return verify(token, read());
    }

    private Optional<Caller> verify(String token, Keys keys) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setExpectedIssuer(ISSUER)
                    .setExpectedAudience(AUDIENCE)
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                    .setEvaluationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond()))
                    .setJwsAlgorithmConstraints(
                            ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                    .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.keys()))
                    .build()
                    .processToClaims(token);
            Long quota = claims.getClaimValue("quota", Long.class);
            return Optional.of(new Caller(
                    new AccountId(Long.parseLong(claims.getSubject())),
                    claims.hasClaim("email") ? claims.getStringClaimValue("email") : "",
                    Boolean.TRUE.equals(claims.getClaimValue("email_verified", Boolean.class)),
                    quota == null ? 0 : quota));
        } catch (InvalidJwtException | MalformedClaimException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private synchronized Keys read() {
        if (!known.isOlderThan(KEYS_KEPT_AT_LEAST, clock.instant())) {
            return known;
        }
        Optional<Failure> fresh = lastFailure.filter(failure -> failure.isFresh(clock.instant()));
        if (fresh.isPresent()) {
            throw unavailable(fresh.get().cause());
        }
        try {
            Keys read = new Keys(new JsonWebKeySet(publishedKeys.get()).getJsonWebKeys(), clock.instant());
            known = read;
            lastFailure = Optional.empty();
            return read;
        } catch (RuntimeException | JoseException e) {
            lastFailure = Optional.of(new Failure(e, clock.instant()));
            throw unavailable(e);
        }
    }

    private static ApiException unavailable(Exception cause) {
        return ApiError.INTERNAL_ERROR
                .exception("the keys of auth-service cannot be had")
                .because(cause);
    }
}
