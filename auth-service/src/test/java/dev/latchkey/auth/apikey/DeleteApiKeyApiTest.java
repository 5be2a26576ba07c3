package dev.latchkey.auth.apikey;

import static dev.latchkey.auth.TestAccount.from;
import static dev.latchkey.auth.TestAccount.newAddress;

import dev.latchkey.auth.TestAccount;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DeleteApiKeyApiTest {

    @Test
    void deletes_the_key_it_names() {
        TestAccount ann = TestAccount.register();
        long id = ann.calls("createapikey").with("name", "first").ok().number("apikeyid");
        ann.calls("createapikey").with("name", "second").ok();
        ann.calls("deleteapikey").with("apikeyid", id).ok();
        ann.calls("listapikeys").ok().has("apikeys.name", List.of("second"));
        ann.calls("deleteapikey").with("apikeyid", id).fails(ApiError.API_KEY_NOT_FOUND);
    }

    @Test
    void anothers_key_is_not_found() {
        TestAccount ann = TestAccount.register();
        long id = ann.calls("createapikey").ok().number("apikeyid");
        TestAccount.register().calls("deleteapikey").with("apikeyid", id).fails(ApiError.API_KEY_NOT_FOUND);
        ann.calls("listapikeys").ok().has("apikeys.size()", 1);
    }

    @Test
    void needs_an_apikeyid_that_is_a_number() {
        TestAccount ann = TestAccount.register();
        ann.calls("deleteapikey").fails(ApiError.NO_APIKEYID);
        ann.calls("deleteapikey").with("apikeyid", "x").fails(ApiError.INVALID_NUMBER);
    }

    @Test
    void needs_a_log_in() {
        from(newAddress(), "deleteapikey").with("apikeyid", 1).fails(ApiError.LOG_IN_REQUIRED);
    }
}
