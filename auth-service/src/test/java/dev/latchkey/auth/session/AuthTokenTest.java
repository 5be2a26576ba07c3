package dev.latchkey.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthTokenTest {

    @Test
    void is_long_enough_short_enough_and_needs_no_escaping() {
        SecureRandom random = new SecureRandom();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String token = AuthToken.random(random).value();
            assertThat(token).hasSize(43).matches("[A-Za-z0-9_-]+");
            assertThat(seen.add(token)).isTrue();
        }
    }

    @Test
    void its_fingerprint_is_a_sha_256() {
        assertThat(new AuthToken("abc").fingerprint())
                .asHexString()
                .isEqualToIgnoringCase("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD");
    }

    @Test
    void does_not_show_itself() {
        assertThat(new AuthToken("abc").toString()).doesNotContain("abc");
    }
}
