package dev.latchkey.local.demo;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as a client of the signed dialect does: HMAC-SHA256 over the method's address, keyed with the hex SHA-1 of the
 * secret.
 */
final class SignedCall {

    private SignedCall() {}

    /** The parameters of a POST to that address, with key, time and signature. */
    static Map<String, String> parameters(
            URI address, Map<String, String> parameters, String key, String secret, Instant now) {
        Map<String, String> signed = new TreeMap<>(parameters);
        signed.put("api_key", key);
        signed.put("timestamp", Long.toString(now.getEpochSecond()));
        signed.put("signature", signature(address.toString(), secret));
        return signed;
    }

    static String signature(String text, String secret) {
        try {
            byte[] key = MessageDigest.getInstance("SHA-1").digest(secret.getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(HexFormat.of().formatHex(key).getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has these algorithms", e);
        }
    }
}
