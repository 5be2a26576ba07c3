package dev.latchkey.auth.session;

import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.value.AccountId;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;

/** Makes and reads user JWTs: ES256, a few minutes long, telling other services and gateways who is calling. */
@Singleton
public final class UserTokens {

    private static final String NAME = "latchkey";

    private final JwtKeys keys;
    private final JwtConfig config;
    private final Clock clock;

    UserTokens(JwtKeys keys, JwtConfig config, Clock clock) {
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    /** A JWT that vouches for the caller. */
    public String issue(Caller caller) {
        EllipticCurveJsonWebKey key = keys.signingKey();
        Instant now = clock.instant();
        return Jwt.issuer(NAME)
                .audience(NAME)
                .subject(caller.account().toString())
                .claim("email", caller.email())
                .claim("email_verified", caller.emailVerified())
                .claim("quota", caller.quota())
                .issuedAt(now.getEpochSecond())
                .expiresAt(now.plus(config.lifetime()).getEpochSecond())
                .jws()
                .keyId(key.getKeyId())
                .algorithm(SignatureAlgorithm.ES256)
                .sign(key.getPrivateKey());
    }

    /** Whether the token is one of ours and not over. */
    public boolean isOwn(String token) {
        return read(token).isPresent();
    }

    /** Whom one of our JWTs vouches for; nothing if it is not ours, or over. */
    Optional<AccountId> read(String token) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setVerificationKeyResolver(new JwksVerificationKeyResolver(List.copyOf(keys.all())))
                    .setJwsAlgorithmConstraints(
                            ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                    .setExpectedIssuer(NAME)
                    .setExpectedAudience(NAME)
                    .setRequireExpirationTime()
                    .setRequireSubject()
                    .setEvaluationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond()))
                    .build()
                    .processToClaims(token);
            return Optional.of(AccountId.valueOf(claims.getSubject()));
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }
}
