package dev.latchkey.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {

    @TempDir
    Path folder;

    private SecretBox box;

    @BeforeEach
    void make_a_box() throws IOException {
        box = new SecretBox(file(new byte[32]));
    }

    private Path file(byte[] key) throws IOException {
        return Files.writeString(folder.resolve("key"), Base64.getEncoder().encodeToString(key) + "\n");
    }

    @Test
    void opens_what_it_sealed() {
        byte[] sealed = box.seal("größtes Geheimnis", "owner");
        assertThat(box.open(sealed, "owner")).isEqualTo("größtes Geheimnis");
        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("Geheimnis");
    }

    @Test
    void the_same_secret_is_sealed_differently_each_time() {
        assertThat(box.seal("secret", "owner")).isNotEqualTo(box.seal("secret", "owner"));
    }

    @Test
    void any_changed_bit_is_noticed() {
        byte[] sealed = box.seal("secret", "owner");
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> box.open(changed, "owner")).isInstanceOf(IllegalStateException.class);
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> box.open(cut, "owner")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void it_opens_for_its_owner_and_under_its_key_only() throws IOException {
        byte[] sealed = box.seal("secret", "owner");
        assertThatThrownBy(() -> box.open(sealed, "other")).isInstanceOf(IllegalStateException.class);
        byte[] key = new byte[32];
        key[31] = 1;
        SecretBox other = new SecretBox(file(key));
        assertThatThrownBy(() -> other.open(sealed, "owner")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void weak_and_missing_keys_do_not_start() throws IOException {
        Path weak = file(new byte[16]);
        assertThatThrownBy(() -> new SecretBox(weak)).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> new SecretBox(folder.resolve("missing")))
                .hasMessageContaining("latchkey.auth.secret-key-file");
        Files.writeString(weak, "not base64!");
        assertThatThrownBy(() -> new SecretBox(weak)).hasMessageContaining("latchkey.auth.secret-key-file");
    }
}
