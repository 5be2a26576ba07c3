package dev.latchkey.protocol.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.LinkedHashMap;
import java.util.Map;

/** Key files as an installation has them, made anew for each test run: no key is ever committed. */
public final class TestKeys {

    private static final SecureRandom RANDOM = new SecureRandom();

    private TestKeys() {}

    /** Writes all key files into a folder; the answer are the settings that name them. */
    public static Map<String, String> write(Path folder) {
        try {
            Files.createDirectories(folder);
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("latchkey.internal.secret-file", file(folder, "internal-secret", base64(32)));
            settings.put("latchkey.auth.secret-key-file", file(folder, "secret-key", base64(32)));
            settings.put(
                    "latchkey.signed-url.keys-file",
                    file(
                            folder,
                            "signed-url-keys.json",
                            "{\"signing\":1,\"keys\":[{\"id\":1,\"secret\":\"" + base64Url(random(32)) + "\"}]}"));
            settings.put("latchkey.auth.jwt-keys-file", file(folder, "jwt-keys.json", jwks()));
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jwks() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            ECPublicKey publicKey = (ECPublicKey) pair.getPublic();
            ECPrivateKey privateKey = (ECPrivateKey) pair.getPrivate();
            return "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"alg\":\"ES256\",\"use\":\"sig\",\"kid\":\"test-1\",\"x\":\""
                    + fixed(publicKey.getW().getAffineX().toByteArray()) + "\",\"y\":\""
                    + fixed(publicKey.getW().getAffineY().toByteArray()) + "\",\"d\":\""
                    + fixed(privateKey.getS().toByteArray()) + "\"}]}";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A coordinate in exactly 32 bytes, as JWK wants it. */
    private static String fixed(byte[] signed) {
        byte[] exact = new byte[32];
        int length = Math.min(32, signed.length);
        System.arraycopy(signed, signed.length - length, exact, 32 - length, length);
        return base64Url(exact);
    }

    private static String file(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toAbsolutePath().toString();
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    private static String base64(int bytes) {
        return Base64.getEncoder().encodeToString(random(bytes));
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
