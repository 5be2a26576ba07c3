package dev.latchkey.auth.session;

import static dev.latchkey.auth.TestAccount.from;
import static dev.latchkey.auth.TestAccount.newAddress;

import dev.latchkey.auth.TestAccount;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class LogoutApiTest {

    @Test
    void ends_the_session_of_its_token_and_no_other() {
        TestAccount ann = TestAccount.register();
        String other = ann.logsIn("login").with("getauth", 1).ok().string("auth");
        ann.calls("logout").ok().has("auth_deleted", true);
        ann.calls("userinfo").fails(ApiError.LOG_IN_FAILED);
        ann.calls("logout").fails(ApiError.LOG_IN_FAILED);
        from(newAddress(), "userinfo").with("auth", other).ok();
    }

    @Test
    void ends_the_session_of_a_bearer() {
        TestAccount ann = TestAccount.register();
        from(newAddress(), "logout").as(ann.auth()).ok().has("auth_deleted", true);
        ann.calls("userinfo").fails(ApiError.LOG_IN_FAILED);
    }

    @Test
    void a_call_by_password_has_no_session_to_end() {
        TestAccount ann = TestAccount.register();
        ann.logsIn("logout").ok().has("auth_deleted", false);
        ann.calls("userinfo").ok();
    }

    @Test
    void nobody_ends_the_session_of_another_account() {
        TestAccount ann = TestAccount.register();
        TestAccount bob = TestAccount.register();
        bob.logsIn("logout").with("auth", ann.auth()).ok().has("auth_deleted", false);
        ann.calls("userinfo").ok();
    }

    @Test
    void needs_a_log_in() {
        from(newAddress(), "logout").fails(ApiError.LOG_IN_REQUIRED);
    }
}
