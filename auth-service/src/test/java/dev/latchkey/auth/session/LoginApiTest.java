package dev.latchkey.auth.session;

import static dev.latchkey.auth.TestAccount.from;
import static dev.latchkey.auth.TestAccount.newAddress;
import static dev.latchkey.auth.TestAccount.newMail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.TestAccount;
import dev.latchkey.auth.account.Accounts;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import dev.latchkey.protocol.testing.MutableClock;
import dev.latchkey.protocol.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class LoginApiTest {

    @Inject
    MutableClock clock;

    @Inject
    Accounts accounts;

    @Test
    void is_userinfo_under_another_name() {
        TestAccount ann = TestAccount.register();
        assertThat(ann.logsIn("login").ok().text())
                .isEqualTo(ann.logsIn("userinfo").ok().text());
    }

    @Test
    void gives_a_token_if_asked() {
        TestAccount ann = TestAccount.register();
        ann.logsIn("login").ok().hasNo("auth");
        ann.logsIn("login").with("getauth", 0).ok().hasNo("auth");
        Reply reply = ann.logsIn("login").with("getauth", 1).ok();
        assertThat(reply.string("auth")).hasSizeBetween(22, 64);
        from(newAddress(), "userinfo").with("auth", reply.string("auth")).ok().has("email", ann.mail());
    }

    @Test
    void user_names_are_read_in_any_case_and_passwords_are_not() {
        TestAccount ann = TestAccount.register();
        from(newAddress(), "login")
                .with("username", ann.mail().toUpperCase(Locale.ROOT))
                .with("password", ann.password())
                .ok();
        from(newAddress(), "login")
                .with("username", ann.mail())
                .with("password", ann.password().toUpperCase(Locale.ROOT))
                .fails(ApiError.LOG_IN_FAILED);
    }

    @Test
    void wrong_passwords_and_unknown_accounts_are_refused_alike() {
        TestAccount ann = TestAccount.register();
        Reply wrong = ann.guesses("login", newAddress()).with("getauth", 1).fails(ApiError.LOG_IN_FAILED);
        Reply unknown = from(newAddress(), "login")
                .with("username", newMail())
                .with("password", "wrong password")
                .with("getauth", 1)
                .fails(ApiError.LOG_IN_FAILED);
        assertThat(unknown.text()).isEqualTo(wrong.text()).doesNotContain("auth\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "", "a@b", "\uD83D\uDE00@example.com", "%00"})
    void odd_user_names_are_refused_like_unknown_ones(String username) {
        from(newAddress(), "login")
                .with("username", username)
                .with("password", "wrong password")
                .with("auth", username.isEmpty() ? "x" : "")
                .fails(ApiError.LOG_IN_FAILED);
    }

    @Test
    void without_credentials_there_is_nobody() {
        from(newAddress(), "login").fails(ApiError.LOG_IN_REQUIRED);
        from(newAddress(), "login").with("username", "").with("password", "x").fails(ApiError.LOG_IN_REQUIRED);
        from(newAddress(), "login").with("username", newMail()).fails(ApiError.LOG_IN_FAILED);
    }

    @Test
    void tokens_come_as_parameter_form_field_cookie_or_bearer() {
        TestAccount ann = TestAccount.register();
        from(newAddress(), "login").with("auth", ann.auth()).ok().has("email", ann.mail());
        from(newAddress(), "login").as(ann.auth()).ok().has("email", ann.mail());
        from(newAddress(), "login").with("access_token", ann.auth()).ok().has("email", ann.mail());
        RestAssured.given().formParam("auth", ann.auth()).post("/login").then().body("email", Matchers.is(ann.mail()));
        RestAssured.given()
                .header("Cookie", "auth=" + ann.auth())
                .get("/login")
                .then()
                .body("email", Matchers.is(ann.mail()));
    }

    @Test
    void wrong_tokens_are_refused() {
        TestAccount ann = TestAccount.register();
        from(newAddress(), "login").with("auth", "x").fails(ApiError.LOG_IN_FAILED);
        from(newAddress(), "login").with("auth", ann.auth() + "x").fails(ApiError.LOG_IN_FAILED);
        from(newAddress(), "login").with("access_token", ann.auth() + "x").fails(ApiError.INVALID_ACCESS_TOKEN);
        from(newAddress(), "login").as("x").fails(ApiError.INVALID_ACCESS_TOKEN);
        from(newAddress(), "login").as("x.y.z").fails(ApiError.INVALID_ACCESS_TOKEN);
    }

    @Test
    void a_password_counts_before_a_token_and_a_token_before_a_bearer() {
        TestAccount ann = TestAccount.register();
        TestAccount bob = TestAccount.register();
        ann.logsIn("login").with("auth", "stale").as("stale").ok().has("email", ann.mail());
        ann.guesses("login", newAddress()).with("auth", ann.auth()).fails(ApiError.LOG_IN_FAILED);
        ann.calls("login").as(bob.auth()).ok().has("email", ann.mail());
        ann.calls("login").with("access_token", "x").ok().has("email", ann.mail());
        from(newAddress(), "login").with("access_token", "x").as(bob.auth()).fails(ApiError.INVALID_ACCESS_TOKEN);
    }

    @Test
    void a_token_asked_for_with_a_token_is_the_same_and_a_bearer_gets_none() {
        TestAccount ann = TestAccount.register();
        ann.calls("login").with("getauth", 1).ok().has("auth", ann.auth());
        from(newAddress(), "login").as(ann.auth()).with("getauth", 1).ok().hasNo("auth");
        ann.calls("listtokens").ok().has("tokens.size()", 1);
    }

    @Test
    void a_token_ends_when_it_was_said_to() {
        TestAccount ann = TestAccount.register();
        String auth = ann.logsIn("login")
                .with("getauth", 1)
                .with("authexpire", 100)
                .ok()
                .string("auth");
        clock.advance(Duration.ofSeconds(99));
        from(newAddress(), "login").with("auth", auth).ok();
        clock.advance(Duration.ofSeconds(1));
        from(newAddress(), "login").with("auth", auth).fails(ApiError.LOG_IN_FAILED);
        ann.calls("listtokens").ok().has("tokens.size()", 1);
    }

    @Test
    void a_token_ends_unused_and_lives_on_used() {
        TestAccount ann = TestAccount.register();
        String used = ann.logsIn("login")
                .with("getauth", 1)
                .with("authinactiveexpire", 600)
                .ok()
                .string("auth");
        String unused = ann.logsIn("login")
                .with("getauth", 1)
                .with("authinactiveexpire", 600)
                .ok()
                .string("auth");
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofSeconds(300));
            from(newAddress(), "login").with("auth", used).ok();
        }
        from(newAddress(), "login").with("auth", unused).fails(ApiError.LOG_IN_FAILED);
        clock.advance(Duration.ofSeconds(600));
        from(newAddress(), "login").with("auth", used).fails(ApiError.LOG_IN_FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "99999999999999999999", "1.5"})
    void a_malformed_lifetime_is_refused(String seconds) {
        TestAccount ann = TestAccount.register();
        RestAssured.given()
                .queryParam("auth", ann.auth())
                .queryParam("authexpire", seconds)
                .get("/login")
                .then()
                .statusCode(200)
                .body("result", Matchers.is(ApiError.INVALID_NUMBER.code()));
    }

    @Test
    void a_closed_account_is_refused_with_password_and_token_and_reopened_it_is_not() {
        TestAccount ann = TestAccount.register();
        accounts.setActive(ann.id(), false);
        ann.logsIn("login").fails(ApiError.LOG_IN_FAILED);
        ann.calls("login").fails(ApiError.LOG_IN_FAILED);
        from(newAddress(), "login").as(ann.auth()).fails(ApiError.INVALID_ACCESS_TOKEN);
        accounts.setActive(ann.id(), true);
        ann.logsIn("login").ok();
        ann.calls("login").ok();
    }

    @Test
    void ten_wrong_passwords_are_answered_and_the_next_is_not_looked_at() {
        TestAccount ann = TestAccount.register();
        String stranger = newAddress();
        for (int i = 0; i < 10; i++) {
            ann.guesses("login", stranger).fails(ApiError.LOG_IN_FAILED);
        }
        ann.guesses("login", stranger).fails(ApiError.TOO_MANY_LOGIN_TRIES);
        ann.logsIn("login", stranger).fails(ApiError.TOO_MANY_LOGIN_TRIES);
        ann.logsIn("login").ok();
        ann.logsIn("login", newAddress()).ok();
        ann.calls("login").ok();
        clock.advance(Duration.ofMinutes(5));
        ann.logsIn("login", stranger).ok();
    }

    @Test
    void right_passwords_are_not_counted() {
        TestAccount ann = TestAccount.register();
        String place = newAddress();
        for (int i = 0; i < 12; i++) {
            ann.logsIn("login", place).ok();
        }
        ann.guesses("login", place).fails(ApiError.LOG_IN_FAILED);
    }

    @Test
    void unknown_accounts_are_throttled_like_known_ones() {
        String stranger = newAddress();
        String nobody = newMail();
        for (int i = 0; i < 10; i++) {
            from(stranger, "login")
                    .with("username", nobody)
                    .with("password", "x")
                    .fails(ApiError.LOG_IN_FAILED);
        }
        from(stranger, "login").with("username", nobody).with("password", "x").fails(ApiError.TOO_MANY_LOGIN_TRIES);
    }

    @Test
    void forty_wrong_passwords_at_once_get_hardly_more_than_the_budget() throws Exception {
        TestAccount ann = TestAccount.register();
        String stranger = newAddress();
        List<Integer> results = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(40)) {
            List<Future<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                replies.add(clients.submit(() -> ann.guesses("login", stranger).send()));
            }
            for (Future<Reply> reply : replies) {
                results.add((int) reply.get().number("result"));
            }
        }
        assertThat(results).containsOnly(ApiError.LOG_IN_FAILED.code(), ApiError.TOO_MANY_LOGIN_TRIES.code());
        // Two are hashed at once: the one that spends the last try may have a companion.
        assertThat(results)
                .filteredOn(result -> result == ApiError.LOG_IN_FAILED.code())
                .hasSizeBetween(10, 11);
        ann.logsIn("login").ok();
    }

    @Test
    void throttled_log_ins_are_counted_for_whoever_watches() {
        TestAccount ann = TestAccount.register();
        String stranger = newAddress();
        for (int i = 0; i < 11; i++) {
            ann.guesses("login", stranger).send();
        }
        String metrics = RestAssured.get("/q/metrics").asString();
        assertThat(metrics).containsPattern("latchkey_logins_throttled_total [1-9]");
    }
}
