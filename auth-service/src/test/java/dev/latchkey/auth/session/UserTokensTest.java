package dev.latchkey.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.testing.MutableClock;
import dev.latchkey.protocol.value.AccountId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserTokensTest {

    private static final Caller ANN = new Caller(new AccountId(7), "ann@example.com", true, 10L << 30);

    @TempDir
    Path folder;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T12:00:00Z"));
    private final EllipticCurveJsonWebKey first = key("first");
    private final EllipticCurveJsonWebKey second = key("second");

    private static EllipticCurveJsonWebKey key(String id) {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path file(EllipticCurveJsonWebKey... keys) {
        return file(new JsonWebKeySet(keys).toJson(OutputControlLevel.INCLUDE_PRIVATE));
    }

    private Path file(String content) {
        try {
            Path file = folder.resolve("keys.json");
            boolean exists = Files.exists(file);
            FileTime before = exists ? Files.getLastModifiedTime(file) : FileTime.from(Instant.EPOCH);
            Files.writeString(file, content);
            // Two writes within one tick of the file system must still look like a change.
            Files.setLastModifiedTime(file, FileTime.from(before.toInstant().plusSeconds(5)));
            return file;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private UserTokens tokens(JwtKeys keys) {
        return new UserTokens(keys, () -> Duration.ofMinutes(5), clock);
    }

    private static JsonNode part(String token, int number) throws IOException {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[number]));
    }

    @Test
    void a_token_says_who_is_calling_for_five_minutes() throws IOException {
        String token = tokens(new JwtKeys(file(first))).issue(ANN);
        assertThat(part(token, 0).path("alg").textValue()).isEqualTo("ES256");
        assertThat(part(token, 0).path("kid").textValue()).isEqualTo("first");
        JsonNode claims = part(token, 1);
        long now = clock.instant().getEpochSecond();
        assertThat(claims.path("iss").textValue()).isEqualTo("latchkey");
        assertThat(claims.path("aud").textValue()).isEqualTo("latchkey");
        assertThat(claims.path("sub").textValue()).isEqualTo("7");
        assertThat(claims.path("email").textValue()).isEqualTo("ann@example.com");
        assertThat(claims.path("email_verified").booleanValue()).isTrue();
        assertThat(claims.path("quota").longValue()).isEqualTo(10L << 30);
        assertThat(claims.path("iat").longValue()).isEqualTo(now);
        assertThat(claims.path("exp").longValue()).isEqualTo(now + 300);
    }

    @Test
    void a_token_is_read_until_it_is_over() {
        UserTokens tokens = tokens(new JwtKeys(file(first)));
        String token = tokens.issue(ANN);
        clock.advance(Duration.ofSeconds(299));
        assertThat(tokens.read(token)).contains(new AccountId(7));
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.read(token)).isEmpty();
    }

    @Test
    void any_changed_character_makes_it_foreign() {
        UserTokens tokens = tokens(new JwtKeys(file(first)));
        String token = tokens.issue(ANN);
        int lastThatCounts = token.length() - 1;
        for (int i = 0; i < lastThatCounts; i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(tokens.read(changed)).as("position " + i).isEmpty();
        }
    }

    @Test
    void tokens_of_other_keys_and_without_signature_are_foreign() {
        UserTokens tokens = tokens(new JwtKeys(file(first)));
        String foreign = tokens(new JwtKeys(file(key("first")))).issue(ANN);
        assertThat(tokens.read(foreign)).isEmpty();
        String[] parts = tokens.issue(ANN).split("\\.");
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(tokens.read(none + "." + parts[1] + ".")).isEmpty();
    }

    @Test
    void keys_are_rotated_without_a_restart_and_without_breaking_a_token() {
        JwtKeys keys = new JwtKeys(file(first));
        UserTokens tokens = tokens(keys);
        String old = tokens.issue(ANN);
        file(first, second);
        keys.readAgainIfChanged();
        assertThat(keys.published()).contains("\"first\"", "\"second\"");
        assertThat(keys.signingKey().getKeyId()).isEqualTo("first");
        file(second, first);
        keys.readAgainIfChanged();
        assertThat(keys.signingKey().getKeyId()).isEqualTo("second");
        assertThat(tokens.read(old)).isPresent();
        assertThat(tokens.read(tokens.issue(ANN))).isPresent();
        file(second);
        keys.readAgainIfChanged();
        assertThat(tokens.read(old)).isEmpty();
    }

    @Test
    void a_broken_file_leaves_the_keys_as_they_were() {
        JwtKeys keys = new JwtKeys(file(first));
        file("{");
        keys.readAgainIfChanged();
        assertThat(keys.signingKey().getKeyId()).isEqualTo("first");
    }

    @Test
    void only_public_halves_are_published() {
        assertThat(new JwtKeys(file(first, second)).published())
                .contains("\"x\"", "\"y\"", "\"ES256\"", "\"sig\"")
                .doesNotContain("\"d\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"1\"}]}"})
    void unusable_files_do_not_start(String content) {
        assertThatThrownBy(() -> new JwtKeys(file(content)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("latchkey.auth.jwt-keys-file");
    }

    @Test
    void keys_that_are_public_or_share_an_id_do_not_start() {
        String publicOnly = new JsonWebKeySet(first).toJson(OutputControlLevel.PUBLIC_ONLY);
        assertThatThrownBy(() -> new JwtKeys(file(publicOnly))).hasMessageContaining("private EC key");
        assertThatThrownBy(() -> new JwtKeys(file(first, key("first")))).hasMessageContaining("only once");
        assertThatThrownBy(() -> new JwtKeys(folder.resolve("missing"))).hasMessageContaining("cannot be read");
    }
}
