package dev.latchkey.protocol.signedurl;

import static dev.latchkey.protocol.signedurl.SignedUrlExamples.NOW;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.SECRET_1;
import static dev.latchkey.protocol.signedurl.SignedUrlExamples.SECRET_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.protocol.signedurl.SignedUrlExamples.Example;
import dev.latchkey.protocol.testing.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingFileTest {

    private final MutableClock clock = new MutableClock(NOW);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void ring_signs_with_key_1() throws IOException {
        file = folder.resolve("keys.json");
        write(1, SECRET_1);
    }

    @Test
    void follows_the_file_within_a_second() throws IOException {
        KeyRingFile keys = new KeyRingFile(file, clock);
        write(2, SECRET_2);
        clock.advance(Duration.ofMillis(999));
        assertThat(keys.current().signingId()).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(keys.current().signingId()).isEqualTo(2);
    }

    @Test
    void an_unchanged_file_keeps_the_ring_it_has() {
        KeyRingFile keys = new KeyRingFile(file, clock);
        KeyRing first = keys.current();
        clock.advance(Duration.ofHours(1));
        assertThat(keys.current()).isSameAs(first);
    }

    @Test
    void notices_new_content_of_equal_size_and_time() throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        KeyRingFile keys = new KeyRingFile(file, clock);
        write(2, SECRET_1);
        Files.setLastModifiedTime(file, time);
        clock.advance(Duration.ofSeconds(1));
        assertThat(keys.current().signingId()).isEqualTo(2);
    }

    @Test
    void follows_a_symbolic_link_that_is_swapped_as_mounted_secrets_are() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        KeyRingFile keys = new KeyRingFile(link, clock);
        file = folder.resolve("next.json");
        write(2, SECRET_2);
        Files.move(Files.createSymbolicLink(folder.resolve("swap"), file), link, StandardCopyOption.ATOMIC_MOVE);
        clock.advance(Duration.ofSeconds(1));
        assertThat(keys.current().signingId()).isEqualTo(2);
    }

    @Test
    void a_file_that_breaks_or_vanishes_changes_nothing_until_it_is_good_again() throws IOException {
        KeyRingFile keys = new KeyRingFile(file, clock);
        for (String broken : new String[] {"", "{", "{\"signing\":9,\"keys\":[]}"}) {
            Files.writeString(file, broken);
            clock.advance(Duration.ofSeconds(1));
            assertThat(keys.current().signingId()).isEqualTo(1);
        }
        Files.write(file, new byte[] {(byte) 0xFF});
        clock.advance(Duration.ofSeconds(1));
        assertThat(keys.current().signingId()).isEqualTo(1);
        Files.delete(file);
        clock.advance(Duration.ofSeconds(1));
        assertThat(keys.current().signingId()).isEqualTo(1);
        write(2, SECRET_2);
        clock.advance(Duration.ofSeconds(1));
        assertThat(keys.current().signingId()).isEqualTo(2);
    }

    @Test
    void a_clock_set_back_does_not_stop_the_looking() throws IOException {
        KeyRingFile keys = new KeyRingFile(file, clock);
        clock.advance(Duration.ofDays(-1));
        write(2, SECRET_2);
        assertThat(keys.current().signingId()).isEqualTo(2);
    }

    @Test
    void a_codec_on_a_file_rotates_without_a_restart_and_keeps_old_urls() throws IOException {
        SignedUrlCodec codec = new SignedUrlCodec(new KeyRingFile(file, clock)::current, Duration.ZERO);
        Example example = SignedUrlExamples.representative().getFirst();
        String old = example.token(codec);

        Files.writeString(
                file, json(2, "{\"id\":1,\"secret\":\"" + SECRET_1 + "\"},{\"id\":2,\"secret\":\"" + SECRET_2 + "\"}"));
        clock.advance(Duration.ofSeconds(1));
        assertThat(example.token(codec)).isNotEqualTo(old);
        assertThat(example.verify(codec, old, NOW)).isInstanceOf(Verification.Valid.class);

        write(2, SECRET_2);
        clock.advance(Duration.ofSeconds(1));
        assertThat(example.verify(codec, old, NOW)).isInstanceOf(Verification.Forged.class);
    }

    @Test
    void a_service_without_usable_keys_does_not_start() throws IOException {
        Files.writeString(file, json(1, "{\"id\":1,\"secret\":\"c2hvcnQ\"}"));
        assertThatExceptionOfType(KeyRing.Invalid.class)
                .isThrownBy(() -> new KeyRingFile(file, clock))
                .withMessage(
                        "key ring " + file + ": the secret of key 1 has 5 bytes; it needs at least 32 random ones");
        Path missing = folder.resolve("missing.json");
        assertThatExceptionOfType(KeyRing.Invalid.class)
                .isThrownBy(() -> new KeyRingFile(missing, clock))
                .withMessage("key ring " + missing + " cannot be read: NoSuchFileException");
    }

    private void write(int id, String secret) throws IOException {
        Files.writeString(file, json(id, "{\"id\":%d,\"secret\":\"%s\"}".formatted(id, secret)));
    }

    private static String json(int signing, String keys) {
        return "{\"signing\":%d,\"keys\":[%s]}".formatted(signing, keys);
    }
}
