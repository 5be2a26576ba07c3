package dev.latchkey.link.publiclink;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class PasswordHashTest {

    @Test
    void knows_its_password_and_no_other() {
        PasswordHash hash = PasswordHash.of("correct horse", new SecureRandom());
        assertThat(hash.phc()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hash.matches("correct horse")).isTrue();
        assertThat(hash.matches("correct horsE")).isFalse();
        assertThat(hash.matches("")).isFalse();
    }

    @Test
    void two_hashes_of_one_password_differ() {
        SecureRandom random = new SecureRandom();
        assertThat(PasswordHash.of("same", random)).isNotEqualTo(PasswordHash.of("same", random));
    }

    /** Keyboards differ in whether a letter with its accent is one character or two. */
    @Test
    void a_letter_is_the_same_letter_however_it_was_typed() {
        String composed = "gr\u00F6\u00DFer";
        String decomposed = "gro\u0308\u00DFer";
        SecureRandom random = new SecureRandom();
        assertThat(PasswordHash.of(composed, random).matches(decomposed)).isTrue();
        assertThat(PasswordHash.of(decomposed, random).matches(composed)).isTrue();
        assertThat(PasswordHash.of(composed, random).matches("gro\u00DFer")).isFalse();
    }

    /**
     * A vector of the Argon2 reference program: {@code echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1 -l
     * 32}.
     */
    @Test
    void reads_what_other_programs_of_argon2id_write() {
        PasswordHash hash = new PasswordHash(
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
        assertThat(hash.matches("password")).isTrue();
        assertThat(hash.matches("differentpassword")).isFalse();
    }

    @Test
    void does_not_print() {
        assertThat(new PasswordHash("$argon2id$...").toString()).doesNotContain("$");
    }
}
