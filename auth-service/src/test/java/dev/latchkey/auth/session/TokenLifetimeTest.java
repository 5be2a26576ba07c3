package dev.latchkey.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenLifetimeTest {

    @ParameterizedTest
    @CsvSource({
        ",,31536000,2678400",
        "0,0,31536000,2678400",
        "60,30,60,30",
        "63072000,5356800,63072000,5356800",
        "63072001,5356801,63072000,5356800",
        "9223372036854775807,9223372036854775807,63072000,5356800",
        "-5,-5,31536000,2678400"
    })
    void is_what_the_client_asks_for_within_the_dialects_limits(Long expire, Long unused, long total, long inactive) {
        TokenLifetime lifetime = TokenLifetime.of(Optional.ofNullable(expire), Optional.ofNullable(unused));
        assertThat(lifetime).isEqualTo(new TokenLifetime(Duration.ofSeconds(total), Duration.ofSeconds(inactive)));
    }

    @Test
    void use_prolongs_it_up_to_its_end() {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        Instant end = now.plusSeconds(100);
        assertThat(TokenLifetime.unusedUntil(now, Duration.ofSeconds(60), end)).isEqualTo(now.plusSeconds(60));
        assertThat(TokenLifetime.unusedUntil(now.plusSeconds(90), Duration.ofSeconds(60), end))
                .isEqualTo(end);
    }
}
