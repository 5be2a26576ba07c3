package dev.latchkey.auth.session;

import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/**
 * The keys user JWTs are signed with, from a private JWK set: the first signs, all are published. To rotate, add the
 * new key at the end, wait until verifiers have fetched the set again, move it to the front, and drop the old one when
 * the last JWT it signed has expired. The file is read again when it changes; a changed file that cannot be used is
 * reported and the keys stay as they were. At the start it must be usable.
 */
@Startup
@Singleton
public final class JwtKeys {

    private static final Logger LOG = Logger.getLogger(JwtKeys.class);

    private record Ring(List<EllipticCurveJsonWebKey> keys, FileTime changed) {}

    private final Path file;
    private volatile Ring ring;

    JwtKeys(@ConfigProperty(name = "latchkey.auth.jwt-keys-file") Path file) {
        this.file = file;
        this.ring = read(file);
    }

    EllipticCurveJsonWebKey signingKey() {
        return ring.keys().getFirst();
    }

    List<EllipticCurveJsonWebKey> all() {
        return ring.keys();
    }

    /** The public halves as a JWK set, for whoever verifies. */
    public String published() {
        return new JsonWebKeySet(ring.keys()).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    @Scheduled(every = "PT10S")
    void readAgainIfChanged() {
        try {
            if (!Files.getLastModifiedTime(file).equals(ring.changed())) {
                ring = read(file);
                LOG.info("The JWT keys were read again: " + ring.keys().size() + " keys");
            }
        } catch (IOException | IllegalStateException e) {
            LOG.error("The JWT keys stay as they were: " + e.getMessage());
        }
    }

    private static Ring read(Path file) {
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            List<EllipticCurveJsonWebKey> keys = new JsonWebKeySet(Files.readString(file))
                    .getJsonWebKeys().stream().map(key -> usable(key, file)).toList();
            Set<String> ids = new HashSet<>();
            if (keys.isEmpty() || !keys.stream().map(JsonWebKey::getKeyId).allMatch(ids::add)) {
                throw unusable(file, "it needs at least one key, and every 'kid' only once");
            }
            return new Ring(keys, changed);
        } catch (IOException e) {
            throw unusable(file, "it cannot be read");
        } catch (JoseException e) {
            throw unusable(file, "it is no JWK set");
        }
    }

    private static EllipticCurveJsonWebKey usable(JsonWebKey key, Path file) {
        if (key instanceof EllipticCurveJsonWebKey curve
                && "P-256".equals(curve.getCurveName())
                && curve.getPrivateKey() != null
                && curve.getKeyId() != null) {
            curve.setUse("sig");
            curve.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            return curve;
        }
        throw unusable(file, "every key must be a private EC key on P-256 with a 'kid'");
    }

    private static IllegalStateException unusable(Path file, String why) {
        return new IllegalStateException("latchkey.auth.jwt-keys-file " + file + " is not usable: " + why);
    }
}
