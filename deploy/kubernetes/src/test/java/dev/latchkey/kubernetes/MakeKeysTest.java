package dev.latchkey.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakeKeysTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void the_keys_are_of_the_kinds_that_the_services_read() throws Exception {
        Path keys = make();

        assertThat(Base64.getDecoder().decode(text(keys, "internal.key"))).hasSize(32);
        assertThat(Base64.getDecoder().decode(text(keys, "api-secrets.key"))).hasSize(32);
        JsonNode ring = JSON.readTree(text(keys, "signed-url-keys.json"));
        assertThat(ring.at("/signing").asInt()).isEqualTo(ring.at("/keys/0/id").asInt());
        assertThat(Base64.getUrlDecoder().decode(ring.at("/keys/0/secret").asText()))
                .hasSize(32);
        for (String role : List.of("auth", "file", "link", "postgres")) {
            assertThat(text(keys, role + ".password")).hasSize(32);
        }
        try (var files = Files.list(keys)) {
            assertThat(files)
                    .hasSize(8)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void what_the_private_key_signs_the_public_key_verifies() throws Exception {
        JsonNode key = JSON.readTree(text(make(), "jwt-keys.json")).at("/keys/0");
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECParameterSpec parameters = curve.getParameterSpec(ECParameterSpec.class);
        KeyFactory factory = KeyFactory.getInstance("EC");

        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(factory.generatePrivate(new ECPrivateKeySpec(number(key, "d"), parameters)));
        signature.update(new byte[] {1, 2, 3});
        byte[] signed = signature.sign();
        signature.initVerify(factory.generatePublic(
                new ECPublicKeySpec(new ECPoint(number(key, "x"), number(key, "y")), parameters)));
        signature.update(new byte[] {1, 2, 3});

        assertThat(signature.verify(signed)).isTrue();
        assertThat(key.path("alg").asText()).isEqualTo("ES256");
        assertThat(key.path("kid").asText()).isNotEmpty();
    }

    @Test
    void keys_that_are_there_are_not_overwritten() throws Exception {
        Path keys = make();
        String before = text(keys, "internal.key");

        assertThat(run(keys).status()).isNotZero();
        assertThat(text(keys, "internal.key")).isEqualTo(before);
    }

    private Path make() {
        Path keys = folder.resolve("keys");
        Command.Outcome outcome = run(keys);
        assertThat(outcome.status()).as(outcome.errors()).isZero();
        return keys;
    }

    private Command.Outcome run(Path keys) {
        Assumptions.assumeTrue(
                Command.find("openssl").isPresent(), "NOT CHECKED: make-keys, since openssl is not on the PATH");
        return Command.run(
                folder, List.of(Repository.MANIFESTS.resolve("make-keys").toString(), keys.toString()));
    }

    private static String text(Path keys, String file) {
        return Repository.text(keys.resolve(file)).strip();
    }

    private static BigInteger number(JsonNode key, String field) {
        byte[] bytes = Base64.getUrlDecoder().decode(key.path(field).asText());
        assertThat(bytes).hasSize(32);
        return new BigInteger(1, bytes);
    }
}
