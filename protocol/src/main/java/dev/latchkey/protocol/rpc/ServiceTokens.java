package dev.latchkey.protocol.rpc;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Tokens with which the services know each other: JWTs of one minute, HS256 under a secret that only they share, made for one audience. They never
 * leave the inside; a user's token is of another kind (ES256, another issuer) and never passes here.
 */
@Startup
@Singleton
public class ServiceTokens {

    private static final String ISSUER = "latchkey-services";
    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final Duration RENEWAL = Duration.ofSeconds(30);
    private static final int SMALLEST_SECRET = 32;

    private record Issued(String token, Instant renewAt) {}

    private final SecretKey key;
    private final Clock clock;
    private final String self;
    private final Map<String, Issued> issued = new ConcurrentHashMap<>();
    private final Map<String, Instant> accepted = new ConcurrentHashMap<>();

    ServiceTokens(
            @ConfigProperty(name = "latchkey.internal.secret-file") Path secretFile,
            @ConfigProperty(name = "quarkus.application.name") String self,
            Clock clock) {
        this.key = new SecretKeySpec(read(secretFile), "HmacSHA256");
        this.clock = clock;
        this.self = self;
    }

    /**
     * A token for another service, as {@code Authorization: Bearer}.
     *
     * @param audience the other service's name, such as {@code auth-service}
     */
    public String issue(String audience) {
        Instant now = clock.instant();
        Issued current = issued.get(audience);
        if (current != null && now.isBefore(current.renewAt())) {
            return current.token();
        }
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject(self);
        claims.setAudience(audience);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFETIME).getEpochSecond()));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signature.setKey(key);
        signature.setPayload(claims.toJson());
        try {
            String token = signature.getCompactSerialization();
            issued.put(audience, new Issued(token, now.plus(RENEWAL)));
            return token;
        } catch (JoseException e) {
            throw new IllegalStateException("A service token could not be signed", e);
        }
    }

    /** Whether an {@code Authorization} header proves another service that means this one. */
    boolean isService(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return false;
        }
        String token = authorization.substring("Bearer ".length());
        Instant now = clock.instant();
        // A neighbour sends one token many times; the signature needs checking once.
        Instant until = accepted.get(token);
        if (until != null) {
            return now.isBefore(until);
        }
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setExpectedIssuer(ISSUER)
                .setExpectedAudience(self)
                .setRequireExpirationTime()
                .setRequireSubject()
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256)
                .setVerificationKey(key)
                .setEvaluationTime(NumericDate.fromSeconds(now.getEpochSecond()))
                .build();
        try {
            long expires = consumer.processToClaims(token).getExpirationTime().getValue();
            accepted.values().removeIf(now::isAfter);
            accepted.put(token, Instant.ofEpochSecond(expires));
            return true;
        } catch (InvalidJwtException | MalformedClaimException e) {
            return false;
        }
    }

    private static byte[] read(Path file) {
        try {
            byte[] secret = Base64.getDecoder().decode(Files.readString(file).strip());
            if (secret.length < SMALLEST_SECRET) {
                throw new IllegalStateException(
                        "latchkey.internal.secret-file: the secret must have at least 32 bytes: " + file);
            }
            return secret;
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "latchkey.internal.secret-file: no base64 secret to be read from " + file, e);
        }
    }
}
