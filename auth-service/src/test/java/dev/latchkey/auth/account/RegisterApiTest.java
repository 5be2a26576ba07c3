package dev.latchkey.auth.account;

import static dev.latchkey.auth.TestAccount.from;
import static dev.latchkey.auth.TestAccount.newAddress;
import static dev.latchkey.auth.TestAccount.newMail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.TestAccount;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.testing.ApiCaller;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RegisterApiTest {

    @Inject
    MutableClock clock;

    private static ApiCaller register(String mail) {
        return from(newAddress(), "register")
                .with("mail", mail)
                .with("password", "aB3$x9")
                .with("termsaccepted", "yes");
    }

    @Test
    void opens_an_account_that_can_log_in() {
        String mail = newMail();
        long id = register(mail).ok().hasNo("auth").number("userid");
        from(newAddress(), "userinfo")
                .with("username", mail)
                .with("password", "aB3$x9")
                .ok()
                .has("userid", id)
                .has("email", mail)
                .has("emailverified", false);
    }

    @Test
    void logs_the_new_account_in_at_once_if_asked() {
        Reply reply =
                register(newMail()).with("getauth", 1).with("device", "tablet").ok();
        assertThat(reply.string("auth")).hasSizeBetween(22, 64);
        from(newAddress(), "listtokens")
                .with("auth", reply.string("auth"))
                .ok()
                .has("tokens.size()", 1)
                .has("tokens[0].device", "tablet");
    }

    @Test
    void works_as_a_posted_form() {
        RestAssured.given()
                .formParam("mail", newMail())
                .formParam("password", "größer & +Welt")
                .formParam("termsaccepted", "yes")
                .post("/register")
                .then()
                .statusCode(200)
                .body("result", Matchers.is(0));
    }

    @ParameterizedTest
    @CsvSource({"de,de", "pt-BR,pt", "!,en"})
    void keeps_the_language(String language, String kept) {
        String auth = register(newMail())
                .with("language", language)
                .with("getauth", 1)
                .ok()
                .string("auth");
        from(newAddress(), "userinfo").with("auth", auth).ok().has("language", kept);
    }

    @Test
    void speaks_english_if_nothing_else_is_said() {
        TestAccount.register().calls("userinfo").ok().has("language", "en");
    }

    @Test
    void needs_a_mail_address() {
        from(newAddress(), "register")
                .with("password", "aB3$x9")
                .with("termsaccepted", "yes")
                .fails(ApiError.NO_MAIL);
        register("").fails(ApiError.NO_MAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"person", "person@", "a b@example.com", "person@example", "'; drop table account; --@example.com"
            })
    void the_address_must_be_one(String mail) {
        register(mail).fails(ApiError.INVALID_MAIL);
    }

    @Test
    void needs_a_password() {
        from(newAddress(), "register")
                .with("mail", newMail())
                .with("termsaccepted", "yes")
                .fails(ApiError.NO_PASSWORD);
        register(newMail()).with("password", "").fails(ApiError.NO_PASSWORD);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "aB3$x,PASSWORD_TOO_SHORT",
                " aB3$x9,PASSWORD_SURROUNDED_BY_SPACE",
                "aB3$x9 ,PASSWORD_SURROUNDED_BY_SPACE",
                "abcabc,PASSWORD_TOO_UNIFORM",
                "qwerty,PASSWORD_CONSECUTIVE"
            })
    void the_password_must_keep_the_rules(String password, ApiError error) {
        register(newMail()).with("password", password).fails(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no", "Yes", "1"})
    void the_terms_must_be_accepted(String accepted) {
        register(newMail()).with("termsaccepted", accepted).fails(ApiError.TERMS_NOT_ACCEPTED);
        from(newAddress(), "register")
                .with("mail", newMail())
                .with("password", "aB3$x9")
                .fails(ApiError.TERMS_NOT_ACCEPTED);
    }

    @Test
    void an_address_has_one_account_however_it_is_written() {
        String mail = newMail();
        register(mail).ok();
        register(mail).fails(ApiError.EMAIL_TAKEN);
        register(mail.toUpperCase(Locale.ROOT)).fails(ApiError.EMAIL_TAKEN);
    }

    @Test
    void of_ten_registrations_of_one_address_at_once_one_succeeds() throws Exception {
        String mail = newMail();
        List<Integer> results = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(10)) {
            List<Future<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                replies.add(
                        clients.submit(() -> register(mail).with("getauth", 1).send()));
            }
            for (Future<Reply> reply : replies) {
                results.add((int) reply.get().number("result"));
            }
        }
        assertThat(results).hasSize(10).containsOnlyOnce(0);
        assertThat(results).filteredOn(result -> result != 0).containsOnly(ApiError.EMAIL_TAKEN.code());
    }

    @Test
    void one_place_can_not_try_addresses_for_ever() {
        String place = newAddress();
        String taken = TestAccount.register().mail();
        for (int i = 0; i < 200; i++) {
            from(place, "register")
                    .with("mail", taken)
                    .with("password", "aB3$x9")
                    .with("termsaccepted", "yes")
                    .fails(ApiError.EMAIL_TAKEN);
        }
        ApiCaller more = from(place, "register")
                .with("mail", newMail())
                .with("password", "aB3$x9")
                .with("termsaccepted", "yes");
        more.fails(ApiError.TOO_MANY_LOGIN_TRIES);
        register(newMail()).ok();
        clock.advance(Duration.ofHours(1));
        more.ok();
    }
}
