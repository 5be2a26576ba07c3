package dev.latchkey.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path folder;

    private Secrets secrets;

    @BeforeEach
    void make() throws IOException {
        secrets = Secrets.in(folder, random);
    }

    @Test
    void only_the_owner_may_read_them() throws IOException {
        secrets.password("latchkey_auth", random);
        try (var files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all)
                    .hasSize(5)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void symmetric_keys_are_base64_of_32_bytes() throws IOException {
        byte[] internal =
                Base64.getDecoder().decode(Files.readString(secrets.internal()).strip());
        byte[] apiSecrets = Base64.getDecoder()
                .decode(Files.readString(secrets.apiSecrets()).strip());

        assertThat(internal).hasSize(32).isNotEqualTo(apiSecrets);
        assertThat(apiSecrets).hasSize(32);
    }

    @Test
    void the_key_ring_signs_with_its_only_key() throws IOException {
        JsonNode ring = new ObjectMapper().readTree(Files.readString(secrets.signedUrls()));

        assertThat(ring.path("signing").asInt()).isEqualTo(1);
        assertThat(ring.path("keys")).hasSize(1);
        assertThat(ring.at("/keys/0/id").asInt()).isEqualTo(1);
        assertThat(Base64.getUrlDecoder().decode(ring.at("/keys/0/secret").asText()))
                .hasSize(32);
    }

    @RepeatedTest(20)
    void the_jwk_is_one_pair_of_keys_of_fixed_length(@TempDir Path other) throws IOException, GeneralSecurityException {
        JsonNode jwk = new ObjectMapper()
                .readTree(Files.readString(Secrets.in(other, random).jwt()))
                .at("/keys/0");
        assertThat(jwk.path("kty").asText()).isEqualTo("EC");
        assertThat(jwk.path("crv").asText()).isEqualTo("P-256");
        assertThat(jwk.path("kid").asText()).isNotEmpty();

        byte[] text = {1, 2, 3};
        KeyFactory keys = KeyFactory.getInstance("EC");
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(keys.generatePrivate(new ECPrivateKeySpec(number(jwk, "d"), p256())));
        signer.update(text);
        byte[] signature = signer.sign();
        signer.initVerify(
                keys.generatePublic(new ECPublicKeySpec(new ECPoint(number(jwk, "x"), number(jwk, "y")), p256())));
        signer.update(text);
        assertThat(signer.verify(signature)).isTrue();
    }

    @Test
    void a_second_start_finds_the_same() throws IOException {
        String before = everything();
        Secrets again = Secrets.in(folder, random);

        assertThat(everything()).isEqualTo(before);
        assertThat(again.password("role", random)).isEqualTo(again.password("role", random));
    }

    private String everything() throws IOException {
        return Files.readString(secrets.internal())
                + Files.readString(secrets.signedUrls())
                + Files.readString(secrets.jwt())
                + Files.readString(secrets.apiSecrets());
    }

    private static BigInteger number(JsonNode jwk, String field) {
        byte[] bytes = Base64.getUrlDecoder().decode(jwk.path(field).asText());
        assertThat(bytes).hasSize(32);
        return new BigInteger(1, bytes);
    }

    private static ECParameterSpec p256() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }
}
