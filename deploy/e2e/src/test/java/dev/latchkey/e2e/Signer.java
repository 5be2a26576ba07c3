package dev.latchkey.e2e;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Calls the signed dialect, written from its description alone.
 *
 * @param base where the caller believes the system to be; part of what is signed
 * @param key what names the caller
 * @param secret what the caller signs with
 */
record Signer(Latchkey latchkey, URI base, String key, String secret) {

    /** With a new key of that person. */
    static Signer of(Latchkey latchkey, Person person) {
        Answer made = person.api().post("createapikey", "name", "tests").ok();
        return new Signer(latchkey, latchkey.stack().https(), made.text("apikey"), made.text("secret"));
    }

    /** The same caller at another front. */
    Signer over(URI front) {
        return new Signer(latchkey, front, key, secret);
    }

    /** The address of the method; the suffix chooses the format of the answer. */
    URI address(String suffix) {
        return base.resolve("/api/create_file_link" + suffix);
    }

    /** A rightly signed call; parameters as name, value ... */
    HttpResponse<String> createFileLink(String suffix, Object... parameters) {
        return send(suffix, signed(suffix, parameters));
    }

    /** Everything that a right call sends. */
    Map<String, String> signed(String suffix, Object... parameters) {
        Map<String, String> all = new TreeMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i].toString(), parameters[i + 1].toString());
        }
        all.put("api_key", key);
        all.put("timestamp", Long.toString(Instant.now().getEpochSecond()));
        all.put("signature", signature(address(suffix).toString()));
        return all;
    }

    HttpResponse<String> send(String suffix, Map<String, String> parameters) {
        parameters.forEach(latchkey.confidential()::addSent);
        String form = parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(address(suffix))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        HttpResponse<String> response =
                Api.send(latchkey.client(), request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        latchkey.confidential().addAddress(response.body().replace("\\/", "/"));
        return response;
    }

    String signature(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(secret.getBytes(StandardCharsets.UTF_8));
            String hexOfHash = HexFormat.of().formatHex(hash);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(hexOfHash.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "Signer[" + key + "]";
    }
}
