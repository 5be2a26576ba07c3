package dev.latchkey.file.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.rpc.Callers;
import dev.latchkey.protocol.rpc.Identified;
import dev.latchkey.protocol.value.AccountId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class RestCallersTest implements CallersContract {

    @Inject
    RestCallers callers;

    @Override
    public Callers callers() {
        return callers;
    }

    @AfterEach
    void be_well_again() {
        TinyAuthService.mood = TinyAuthService.Mood.WELL;
        Eventually.succeeds(
                () -> callers.identify(CallersContract.request(Optional.of("account-1"), Optional.empty(), true)));
    }

    @Test
    void the_caller_is_what_the_token_claims() {
        assertThat(callers.identify(CallersContract.auth("account-12")).caller())
                .isEqualTo(new Caller(new AccountId(12), "a12@example.org", true, 4_096));
    }

    @Test
    void a_refusal_comes_through_with_its_reason() {
        assertThatThrownBy(() -> callers.identify(CallersContract.auth("many")))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.TOO_MANY_LOGIN_TRIES));
    }

    @Test
    void who_it_is_is_remembered_for_less_than_a_second() throws InterruptedException {
        int before = TinyAuthService.ASKED.get();
        callers.identify(CallersContract.auth("account-13"));
        callers.identify(CallersContract.auth("account-13"));
        assertThat(TinyAuthService.ASKED.get() - before).isEqualTo(1);
        Thread.sleep(1_000);
        callers.identify(CallersContract.auth("account-13"));
        assertThat(TinyAuthService.ASKED.get() - before).isEqualTo(2);
    }

    @Test
    void a_token_that_is_asked_for_is_made_each_time() {
        int before = TinyAuthService.ASKED.get();
        for (int i = 0; i < 2; i++) {
            Identified identified =
                    callers.identify(CallersContract.request(Optional.of("account-14"), Optional.empty(), true));
            assertThat(identified.issuedAuth()).contains("fresh");
        }
        assertThat(TinyAuthService.ASKED.get() - before).isEqualTo(2);
    }

    @Test
    void a_user_token_is_verified_without_asking() {
        int before = TinyAuthService.ASKED.get();
        String token = TinyAuthService.token(15, 99, 5);
        assertThat(callers.identify(CallersContract.bearer(token)).caller().quota())
                .isEqualTo(99);
        assertThat(TinyAuthService.ASKED.get()).isEqualTo(before);
    }

    @Test
    void a_user_token_that_is_over_or_changed_is_refused() {
        String over = TinyAuthService.token(15, 99, -5);
        String good = TinyAuthService.token(15, 99, 5);
        String[] parts = good.split("\\.");
        String other = TinyAuthService.token(16, 99, 5).split("\\.")[1];
        for (String token :
                new String[] {over, parts[0] + "." + other + "." + parts[2], parts[0] + "." + parts[1] + "."}) {
            assertThatThrownBy(() -> callers.identify(CallersContract.bearer(token)))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.INVALID_ACCESS_TOKEN));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SLOW", "BROKEN", "BABBLING"})
    void a_neighbour_that_does_not_answer_well_is_nobody_and_no_hang(TinyAuthService.Mood mood) {
        TinyAuthService.mood = mood;
        long start = System.nanoTime();
        assertThatThrownBy(() -> callers.identify(CallersContract.auth("account-" + (20 + mood.ordinal()))))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.INTERNAL_ERROR));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
}
