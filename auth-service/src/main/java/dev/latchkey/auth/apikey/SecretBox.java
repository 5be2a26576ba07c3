package dev.latchkey.auth.apikey;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Encrypts what must be known again, such as the secrets signatures are checked with: AES-256-GCM under a key that lies
 * beside the database, not in it. A sealed text is bound to what it belongs to; put beside another owner's row, it does
 * not open. Layout: version 1, nonce of 12 bytes, ciphertext with tag.
 */
@Startup
@Singleton
final class SecretBox {

    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    SecretBox(@ConfigProperty(name = "latchkey.auth.secret-key-file") Path file) {
        this.key = new SecretKeySpec(read(file), "AES");
    }

    byte[] seal(String secret, String owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, owner, secret.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                .put(VERSION)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /**
     * Opens what was sealed for the same owner.
     *
     * @throws IllegalStateException if it was changed, sealed for another, or under another key
     */
    String open(byte[] sealed, String owner) {
        if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != VERSION) {
            throw new IllegalStateException("a sealed secret has an unknown layout");
        }
        ByteBuffer buffer = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        byte[] ciphertext = new byte[buffer.remaining()];
        buffer.get(ciphertext);
        return new String(crypt(Cipher.DECRYPT_MODE, nonce, owner, ciphertext), StandardCharsets.UTF_8);
    }

    private byte[] crypt(int mode, byte[] nonce, String owner, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a stored secret cannot be sealed or opened: is latchkey.auth.secret-key-file"
                            + " the one it was sealed with?",
                    e);
        }
    }

    private static byte[] read(Path file) {
        try {
            byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
            if (key.length != KEY_BYTES) {
                throw new IllegalStateException(
                        "latchkey.auth.secret-key-file " + file + " must hold 32 bytes in base64");
            }
            return key;
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("latchkey.auth.secret-key-file " + file + " cannot be read as base64", e);
        }
    }
}
