package dev.latchkey.link.tuyu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LinkExpirationTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Set<Integer> OFFERED = Stream.concat(
                    IntStream.rangeClosed(0, 15).boxed(), Stream.of(30, 60, 90))
            .collect(Collectors.toSet());

    @Test
    void every_offered_number_of_days_is_taken_and_no_other() {
        for (int days = -1; days <= 1_000; days++) {
            String wire = Integer.toString(days);
            if (OFFERED.contains(days)) {
                assertThat(LinkExpiration.valueOf(wire).days()).isEqualTo(days);
            } else {
                assertThatThrownBy(() -> LinkExpiration.valueOf(wire)).as(wire).isInstanceOf(ApiException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1 ", "01", "1.0", "never", "+1", "15d"})
    void other_texts_are_refused(String wire) {
        assertThatThrownBy(() -> LinkExpiration.valueOf(wire)).isInstanceOf(ApiException.class);
    }

    @Test
    void zero_is_for_ever() {
        assertThat(LinkExpiration.valueOf("0").from(NOW)).isEmpty();
        assertThat(LinkExpiration.valueOf("90").from(NOW)).contains(NOW.plus(Duration.ofDays(90)));
        assertThat(LinkExpiration.DEFAULT.from(NOW)).contains(NOW.plus(Duration.ofDays(15)));
    }
}
