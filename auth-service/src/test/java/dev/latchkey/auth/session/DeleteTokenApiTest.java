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
class DeleteTokenApiTest {

    @Test
    void ends_the_session_it_names() {
        TestAccount ann = TestAccount.register();
        String lost = ann.logsIn("login").with("getauth", 1).ok().string("auth");
        long id = ann.calls("listtokens").ok().number("tokens[1].tokenid");
        ann.calls("deletetoken").with("tokenid", id).ok();
        from(newAddress(), "userinfo").with("auth", lost).fails(ApiError.LOG_IN_FAILED);
        ann.calls("listtokens").ok().has("tokens.size()", 1);
        ann.calls("deletetoken").with("tokenid", id).fails(ApiError.TOKEN_NOT_FOUND);
    }

    @Test
    void anothers_token_is_not_found() {
        TestAccount ann = TestAccount.register();
        TestAccount bob = TestAccount.register();
        long id = ann.calls("listtokens").ok().number("tokens[0].tokenid");
        bob.calls("deletetoken").with("tokenid", id).fails(ApiError.TOKEN_NOT_FOUND);
        ann.calls("userinfo").ok();
    }

    @Test
    void needs_a_tokenid_that_is_a_number() {
        TestAccount ann = TestAccount.register();
        ann.calls("deletetoken").fails(ApiError.NO_TOKENID);
        ann.calls("deletetoken").with("tokenid", "x").fails(ApiError.INVALID_NUMBER);
        ann.calls("deletetoken").with("tokenid", Long.MAX_VALUE).fails(ApiError.TOKEN_NOT_FOUND);
    }

    @Test
    void needs_a_log_in() {
        from(newAddress(), "deletetoken").with("tokenid", 1).fails(ApiError.LOG_IN_REQUIRED);
    }
}
