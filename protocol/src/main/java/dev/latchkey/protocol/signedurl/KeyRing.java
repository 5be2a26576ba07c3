package dev.latchkey.protocol.signedurl;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of signed URLs: one signs, all verify. A key is retired by removing it once every URL it signed has expired.
 * Never prints a secret, not even a broken one.
 */
public final class KeyRing {

    /**
     * The shortest secret, in bytes: as long as the MAC, so that guessing the key is no easier than guessing the MAC.
     */
    public static final int MIN_SECRET_BYTES = 32;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final UrlKey signing;
    private final Map<Integer, UrlKey> keys;

    private KeyRing(UrlKey signing, Map<Integer, UrlKey> keys) {
        this.signing = signing;
        this.keys = Map.copyOf(keys);
    }

    /**
     * Reads the file format: {@code {"signing":1,"keys":[{"id":1,"secret":"<base64url, at least 32 bytes>"}]}}. Other
     * fields are ignored.
     *
     * @throws Invalid if it is not that, or a key id (1 to 65535) comes twice, a secret is weak, or the signing key is
     *     missing
     */
    public static KeyRing parse(String json) {
        JsonNode root = tree(json);
        Map<Integer, UrlKey> keys = new HashMap<>();
        for (JsonNode entry : root.path("keys")) {
            int id = id(entry.path("id"), "a key's id");
            if (keys.put(id, new UrlKey(id, secret(id, entry.path("secret")))) != null) {
                throw new Invalid("key " + id + " comes twice");
            }
        }
        int signing = id(root.path("signing"), "signing");
        return Optional.ofNullable(keys.get(signing))
                .map(key -> new KeyRing(key, keys))
                .orElseThrow(() -> new Invalid("there is no key " + signing + ", which is to sign"));
    }

    /** The id of the key that signs. */
    public int signingId() {
        return signing.id();
    }

    /** The ids of all keys, each of which verifies. */
    public Set<Integer> ids() {
        return keys.keySet();
    }

    /** Ids only. */
    @Override
    public String toString() {
        return "KeyRing[signing=" + signingId() + ", keys=" + ids() + "]";
    }

    UrlKey signing() {
        return signing;
    }

    Optional<UrlKey> key(int id) {
        return Optional.ofNullable(keys.get(id));
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            // the parser's own message may quote the text, and with it a secret
            JsonLocation where = broken.getLocation();
            throw new Invalid(where == null ? "not JSON" : "not JSON from line " + where.getLineNr());
        }
    }

    private static int id(JsonNode node, String what) {
        if (!node.isInt() || node.intValue() < 1 || node.intValue() > ClaimsLayout.MAX_KEY_ID) {
            throw new Invalid(what + " is not a number from 1 to " + ClaimsLayout.MAX_KEY_ID);
        }
        return node.intValue();
    }

    private static byte[] secret(int id, JsonNode node) {
        byte[] secret;
        try {
            secret = Base64.getUrlDecoder().decode(node.asText());
        } catch (IllegalArgumentException broken) {
            throw new Invalid("the secret of key " + id + " is not base64url");
        }
        if (secret.length < MIN_SECRET_BYTES) {
            throw new Invalid("the secret of key " + id + " has " + secret.length + " bytes; it needs at least "
                    + MIN_SECRET_BYTES + " random ones");
        }
        if (isOneByteRepeated(secret)) {
            throw new Invalid("the secret of key " + id + " is one byte repeated; it needs random ones");
        }
        return secret;
    }

    private static boolean isOneByteRepeated(byte[] secret) {
        for (byte octet : secret) {
            if (octet != secret[0]) {
                return false;
            }
        }
        return true;
    }

    /** A key ring that must not be used; the message says why in one line and names no secret. */
    public static final class Invalid extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message);
        }
    }
}
