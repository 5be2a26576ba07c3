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
class ListApiKeysApiTest {

    @Test
    void lists_ones_own_keys_oldest_first() {
        TestAccount ann = TestAccount.register();
        TestAccount.register().calls("createapikey").with("name", "of another").ok();
        ann.calls("listapikeys").ok().has("apikeys", List.of());
        String first = ann.calls("createapikey").with("name", "first").ok().string("apikey");
        ann.calls("createapikey").with("name", "second").ok();
        ann.calls("listapikeys")
                .ok()
                .has("apikeys.name", List.of("first", "second"))
                .has("apikeys[0].apikey", first)
                .hasNo("apikeys[0].secret");
    }

    @Test
    void needs_a_log_in() {
        from(newAddress(), "listapikeys").fails(ApiError.LOG_IN_REQUIRED);
    }
}
