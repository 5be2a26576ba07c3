package dev.latchkey.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2HashTest {

    private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Made with the reference implementation: {@code echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1 -l 32
     * -e}.
     */
    private static final String REFERENCE =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void reads_hashes_of_the_reference_implementation() {
        assertThat(Argon2Hash.parse(REFERENCE).matches("password")).isTrue();
        assertThat(Argon2Hash.parse(REFERENCE).matches("Password")).isFalse();
    }

    @Test
    void a_hash_survives_being_stored() {
        String stored = Argon2Hash.of("aB3$x9", CHEAP, RANDOM).phc();
        assertThat(stored).startsWith("$argon2id$v=19$m=64,t=1,p=1$").doesNotContain("=$");
        Argon2Hash read = Argon2Hash.parse(stored);
        assertThat(read.phc()).isEqualTo(stored);
        assertThat(read.matches("aB3$x9")).isTrue();
        assertThat(read.matches("aB3$x9 ")).isFalse();
        assertThat(read.matches("")).isFalse();
    }

    @Test
    void equal_passwords_have_different_hashes() {
        assertThat(Argon2Hash.of("same", CHEAP, RANDOM).phc())
                .isNotEqualTo(Argon2Hash.of("same", CHEAP, RANDOM).phc());
    }

    @Test
    void nobodys_hash_is_checked_at_the_same_cost_and_is_of_no_password() {
        Argon2Hash nobody = Argon2Hash.ofNobody(CHEAP, RANDOM);
        assertThat(nobody.isOutdated(CHEAP)).isFalse();
        assertThat(nobody.matches("")).isFalse();
        assertThat(nobody.phc().length())
                .isEqualTo(Argon2Hash.of("x", CHEAP, RANDOM).phc().length());
    }

    @Test
    void the_two_ways_to_write_an_umlaut_are_one_password() {
        assertThat(Argon2Hash.of("Bär", CHEAP, RANDOM).matches("Ba\u0308r")).isTrue();
    }

    @Test
    void another_cost_makes_it_outdated() {
        Argon2Hash hash = Argon2Hash.of("x", CHEAP, RANDOM);
        assertThat(hash.isOutdated(CHEAP)).isFalse();
        assertThat(hash.isOutdated(new Argon2Cost(64, 2, 1))).isTrue();
        assertThat(hash.isOutdated(new Argon2Cost(65, 1, 1))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFh",
                "$argon2id$v=16$m=64,t=1,p=1$c29tZXNhbHQ$CTFh",
                "$argon2id$v=19$m=64,t=1$c29tZXNhbHQ$CTFh",
                "$2a$10$abcdefghijklmnopqrstuv"
            })
    void other_texts_are_no_hashes(String text) {
        assertThatThrownBy(() -> Argon2Hash.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
