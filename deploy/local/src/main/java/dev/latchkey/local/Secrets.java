package dev.latchkey.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * The keys of this stack: made on its first start, kept for all later ones, readable by their owner only.
 *
 * @param internal HMAC key of the calls between services (base64)
 * @param signedUrls key ring of signed content URLs (JSON)
 * @param jwt private JWK set of ES256 keys (JSON)
 * @param apiSecrets AES key that encrypts API secrets at rest (base64)
 * @param folder where all of them are
 */
public record Secrets(Path internal, Path signedUrls, Path jwt, Path apiSecrets, Path folder) {

    private static final int KEY_BYTES = 32;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static Secrets in(Path folder, SecureRandom random) throws IOException {
        return new Secrets(
                PrivateFiles.once(folder.resolve("internal.key"), () -> base64(random)),
                PrivateFiles.once(folder.resolve("signed-url-keys.json"), () -> keyRing(random)),
                PrivateFiles.once(folder.resolve("jwt-keys.json"), () -> jwkSet(random)),
                PrivateFiles.once(folder.resolve("api-secrets.key"), () -> base64(random)),
                folder);
    }

    /** The password of a database role; made when first asked for. */
    String password(String role, SecureRandom random) throws IOException {
        Path file = PrivateFiles.once(folder.resolve(role + ".password"), () -> password(random));
        return Files.readString(file).strip();
    }

    /** 192 random bits in letters, digits, {@code -} and {@code _}; always with a letter, a digit and a capital. */
    static String password(SecureRandom random) {
        return "K7" + BASE64URL.encodeToString(bytes(random, 24)) + "q";
    }

    private static String base64(SecureRandom random) {
        return Base64.getEncoder().encodeToString(bytes(random, KEY_BYTES)) + "\n";
    }

    private static String keyRing(SecureRandom random) {
        ObjectNode ring = JSON.objectNode().put("signing", 1);
        ring.putArray("keys")
                .addObject()
                .put("id", 1)
                .put("secret", BASE64URL.encodeToString(bytes(random, KEY_BYTES)));
        return ring.toPrettyString() + "\n";
    }

    private static String jwkSet(SecureRandom random) {
        KeyPair pair = ecKeys(random);
        ECPublicKey open = (ECPublicKey) pair.getPublic();
        ECPrivateKey secret = (ECPrivateKey) pair.getPrivate();
        ObjectNode set = JSON.objectNode();
        set.putArray("keys")
                .addObject()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("use", "sig")
                .put("alg", "ES256")
                .put("kid", BASE64URL.encodeToString(bytes(random, 12)))
                .put("d", coordinate(secret.getS()))
                .put("x", coordinate(open.getW().getAffineX()))
                .put("y", coordinate(open.getW().getAffineY()));
        return set.toPrettyString() + "\n";
    }

    private static KeyPair ecKeys(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /** RFC 7518: always 32 bytes, with leading zeros. */
    private static String coordinate(BigInteger value) {
        byte[] signed = value.toByteArray();
        byte[] fixed = new byte[KEY_BYTES];
        int length = Math.min(signed.length, KEY_BYTES);
        System.arraycopy(signed, signed.length - length, fixed, KEY_BYTES - length, length);
        return BASE64URL.encodeToString(fixed);
    }

    private static byte[] bytes(SecureRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
