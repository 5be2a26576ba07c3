package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Calls a service behind the front as link-service does: with a JWT of one minute, HS256 under the stack's secret. */
final class InternalCalls {

    private static final Duration LIFETIME = Duration.ofSeconds(60);
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final URI address;
    private final Service audience;
    private final Path secretFile;
    private final Confidential confidential;

    InternalCalls(URI address, Service audience, Path secretFile, Confidential confidential) {
        this.address = address;
        this.audience = audience;
        this.secretFile = secretFile;
        this.confidential = confidential;
    }

    /** Gives an account rights on a folder; none takes them all away. */
    void grant(Person account, long folder, String... rights) {
        String list = List.of(rights).stream().map(right -> '"' + right + '"').collect(Collectors.joining(","));
        put("/internal/grants", "{\"account\":%d,\"folder\":%d,\"rights\":[%s]}".formatted(account.id(), folder, list));
    }

    /** Closes an account, or opens it again. */
    void setActive(Person account, boolean active) {
        put("/internal/accounts/" + account.id() + "/status", "{\"active\":" + active + "}");
    }

    /** The id of a file's current revision, which no method of the dialect tells yet. */
    long currentRevision(Person owner, long file) {
        HttpResponse<String> response = send(
                "POST",
                "/internal/files",
                "{\"questions\":[{\"account\":%d,\"file\":%d}]}".formatted(owner.id(), file),
                "Bearer " + token());
        assertThat(response.statusCode()).as("status of /internal/files").isEqualTo(200);
        return Answer.of("/internal/files", response).number("files/0/handle/revision");
    }

    /** The status of a PUT, with that header for authorization. */
    int status(String path, String body, String authorization) {
        return send("PUT", path, body, authorization).statusCode();
    }

    private HttpResponse<String> send(String verb, String path, String body, String authorization) {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                    .timeout(Duration.ofSeconds(30))
                    .header("Content-Type", "application/json")
                    .header("Authorization", authorization)
                    .method(verb, BodyPublishers.ofString(body))
                    .build();
            return Api.send(client, request, BodyHandlers.ofString());
        }
    }

    private void put(String path, String body) {
        assertThat(status(path, body, "Bearer " + token()))
                .as("status of %s", path)
                .isEqualTo(204);
    }

    private String token() {
        long now = Instant.now().getEpochSecond();
        String head = BASE64URL.encodeToString(utf8("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"));
        String claims = "{\"iss\":\"latchkey-services\",\"sub\":\"link-service\",\"aud\":\"%s\",\"iat\":%d,\"exp\":%d}"
                .formatted(audience.moduleName(), now, now + LIFETIME.toSeconds());
        String body = BASE64URL.encodeToString(utf8(claims));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    Base64.getDecoder().decode(Files.readString(secretFile).strip()), "HmacSHA256"));
            String signature = BASE64URL.encodeToString(mac.doFinal(utf8(head + "." + body)));
            confidential.add("service token", signature);
            return head + "." + body + "." + signature;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
