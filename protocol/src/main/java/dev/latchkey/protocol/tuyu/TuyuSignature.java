package dev.latchkey.protocol.tuyu;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signatures of one API secret: HMAC-SHA256 in lower-case hex. The key is not the secret but its SHA-1, and of that
 * the 40 hex digits as text. What the dialect signs is published and cannot be mended here; see {@code docs/tuyu.md}
 * for what that means.
 */
public final class TuyuSignature {

    private static final String PARAMETER = TuyuParameter.SIGNATURE.wireName() + "=";
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private TuyuSignature(SecretKeySpec key) {
        this.key = key;
    }

    /** The signatures made with an API secret. */
    public static TuyuSignature withSecret(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(secret.getBytes(StandardCharsets.UTF_8));
            byte[] hex = HexFormat.of().formatHex(hash).getBytes(StandardCharsets.US_ASCII);
            return new TuyuSignature(new SecretKeySpec(hex, ALGORITHM));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has SHA-1", missing);
        }
    }

    /** Whether a signature is that of the text, made with the secret; as {@link #matches}. */
    public static boolean verify(String secret, String text, String signature) {
        return withSecret(secret).matches(text, signature);
    }

    /** The signature of a text: 64 lower-case hex digits. */
    public String of(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, missing);
        }
    }

    /** Whether a signature is that of the text; takes equally long however wrong it is. */
    public boolean matches(String text, String signature) {
        return MessageDigest.isEqual(
                of(text).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The URL a client calls by GET: the parameters sorted by name and encoded, the signature last.
     *
     * @param methodUrl scheme, host and path, with the suffix if there is one, without a query
     * @param parameters all of them unencoded, {@code api_key} and {@code timestamp} included
     */
    public String signedUrl(String methodUrl, Map<String, String> parameters) {
        StringJoiner query = new StringJoiner("&", methodUrl + "?", "");
        new TreeMap<>(parameters)
                .forEach((name, value) -> query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return query + "&" + PARAMETER + of(query.toString());
    }

    /**
     * What a request claims to have signed.
     *
     * @param text the signed text
     * @param signature the signature it came with, whatever that is
     */
    public record Presented(String text, String signature) {

        /**
         * Of a GET: the whole URL as received less the {@code signature} pair, wherever that stands. Nothing is decoded
         * or encoded again, because clients differ in what they encode.
         *
         * @param requestUrl scheme and host as the client saw them, the raw path and the raw query
         * @return empty if there is no signature, or more than one and so no telling which is meant
         */
        public static Optional<Presented> byGet(String requestUrl) {
            int question = requestUrl.indexOf('?');
            if (question < 0) {
                return Optional.empty();
            }
            StringJoiner signed = new StringJoiner("&", requestUrl.substring(0, question) + "?", "");
            Optional<String> signature = Optional.empty();
            for (String pair : requestUrl.substring(question + 1).split("&", -1)) {
                if (!pair.startsWith(PARAMETER)) {
                    signed.add(pair);
                } else if (signature.isPresent()) {
                    return Optional.empty();
                } else {
                    signature = Optional.of(pair.substring(PARAMETER.length()));
                }
            }
            return signature.map(value -> new Presented(signed.toString(), value));
        }

        /**
         * Of a POST or PUT: the method's URL alone, suffix included, no parameters.
         *
         * @param requestUrl scheme and host as the client saw them and the raw path; a query is cut off
         * @param signature the parameter of that name, from the body
         */
        public static Presented byPost(String requestUrl, String signature) {
            int question = requestUrl.indexOf('?');
            return new Presented(question < 0 ? requestUrl : requestUrl.substring(0, question), signature);
        }

        /** Signatures stay out of logs. */
        @Override
        public String toString() {
            return "Presented[]";
        }
    }
}
