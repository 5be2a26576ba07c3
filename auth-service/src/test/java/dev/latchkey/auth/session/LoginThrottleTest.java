package dev.latchkey.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.auth.session.LoginThrottle.Attempt;
import dev.latchkey.protocol.testing.MutableClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T12:00:00Z"));
    private final LoginThrottle throttle = new LoginThrottle(config(Map.of()), clock);

    private static ThrottleConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(ThrottleConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(ThrottleConfig.class);
    }

    private static Attempt stranger(String account, String address) {
        return new Attempt(account, address, false);
    }

    private static Attempt familiar(String account, String address) {
        return new Attempt(account, address, true);
    }

    /** Guesses wrongly as often as it is let; how often that was. */
    private int guess(Attempt attempt, int most) {
        int tries = 0;
        while (tries < most && throttle.admits(attempt)) {
            throttle.countWrong(attempt);
            tries++;
        }
        return tries;
    }

    @Test
    void one_place_has_ten_tries_at_one_account() {
        assertThat(guess(stranger("ann", "A"), 99)).isEqualTo(10);
        assertThat(throttle.admits(stranger("bob", "A"))).isTrue();
        assertThat(throttle.admits(stranger("ann", "B"))).isTrue();
    }

    @Test
    void a_client_that_waits_five_minutes_has_ten_tries_again() {
        guess(stranger("ann", "A"), 99);
        clock.advance(Duration.ofSeconds(29));
        assertThat(throttle.admits(stranger("ann", "A"))).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(guess(stranger("ann", "A"), 99)).isEqualTo(1);
        clock.advance(Duration.ofMinutes(5));
        assertThat(guess(stranger("ann", "A"), 99)).isEqualTo(10);
    }

    @Test
    void looking_costs_nothing_so_right_passwords_are_not_counted() {
        for (int i = 0; i < 1000; i++) {
            assertThat(throttle.admits(stranger("ann", "A"))).isTrue();
        }
    }

    @Test
    void one_place_has_fifty_tries_at_all_accounts() {
        int tries = 0;
        for (int account = 0; account < 30; account++) {
            tries += guess(stranger("account" + account, "A"), 5);
        }
        assertThat(tries).isEqualTo(50);
        assertThat(throttle.admits(stranger("another", "A"))).isFalse();
        assertThat(throttle.admits(stranger("another", "B"))).isTrue();
    }

    @Test
    void who_logged_in_from_there_before_is_not_stopped_by_others_at_the_same_address() {
        for (int account = 0; account < 30; account++) {
            guess(stranger("account" + account, "A"), 5);
        }
        assertThat(throttle.admits(stranger("ann", "A"))).isFalse();
        assertThat(throttle.admits(familiar("ann", "A"))).isTrue();
    }

    @Test
    void guessing_from_many_places_slows_down_to_two_tries_each() {
        for (int place = 0; place < 10; place++) {
            assertThat(guess(stranger("ann", "place" + place), 99)).isEqualTo(10);
        }
        for (int place = 10; place < 50; place++) {
            assertThat(guess(stranger("ann", "place" + place), 99)).isEqualTo(2);
        }
    }

    @Test
    void however_many_strangers_guess_the_owner_gets_in_from_home_and_from_anywhere_new() {
        for (int place = 0; place < 500; place++) {
            guess(stranger("ann", "place" + place), 99);
        }
        assertThat(throttle.admits(familiar("ann", "home"))).isTrue();
        assertThat(throttle.admits(stranger("ann", "new place"))).isTrue();
        throttle.countWrong(stranger("ann", "new place"));
        assertThat(throttle.admits(stranger("ann", "new place"))).isTrue();
    }

    @Test
    void guessing_at_one_account_does_not_slow_another() {
        for (int place = 0; place < 500; place++) {
            guess(stranger("ann", "place" + place), 99);
        }
        assertThat(guess(stranger("bob", "elsewhere"), 99)).isEqualTo(10);
    }

    @Test
    void a_familiar_place_has_its_ten_tries_and_no_more() {
        assertThat(guess(familiar("ann", "home"), 99)).isEqualTo(10);
    }

    @Test
    void typing_wrongly_at_home_spends_nobody_elses_budget() {
        for (int account = 0; account < 30; account++) {
            guess(familiar("account" + account, "office"), 99);
        }
        assertThat(guess(stranger("ann", "office"), 99)).isEqualTo(10);
    }

    @Test
    void the_budget_of_an_account_fills_up_within_an_hour() {
        for (int place = 0; place < 20; place++) {
            guess(stranger("ann", "place" + place), 99);
        }
        assertThat(guess(stranger("ann", "x"), 99)).isEqualTo(2);
        clock.advance(Duration.ofHours(1));
        assertThat(guess(stranger("ann", "y"), 99)).isEqualTo(10);
    }

    @Test
    void strangers_can_not_be_allowed_to_lock_accounts() {
        assertThatThrownBy(() -> new LoginThrottle(
                        config(Map.of("latchkey.auth.throttle.while-account-is-under-attack", "0")), clock))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("while-account-is-under-attack");
    }
}
