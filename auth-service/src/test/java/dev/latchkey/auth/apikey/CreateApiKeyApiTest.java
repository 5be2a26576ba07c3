package dev.latchkey.auth.apikey;

import static dev.latchkey.auth.TestAccount.from;
import static dev.latchkey.auth.TestAccount.newAddress;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Label;
import dev.latchkey.auth.TestAccount;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import dev.latchkey.protocol.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CreateApiKeyApiTest {

    @Inject
    ApiKeys keys;

    @Test
    void makes_a_key_and_tells_its_secret_once() {
        TestAccount ann = TestAccount.register();
        Reply reply = ann.calls("createapikey")
                .with("name", "nightly import")
                .with("networks", "192.0.2.0/24,198.51.100.7")
                .ok()
                .has("name", "nightly import")
                .has("networks", List.of("192.0.2.0/24", "198.51.100.7"));
        assertThat(reply.string("apikey")).matches("[0-9a-f]{32}");
        assertThat(reply.string("secret")).matches("[A-Za-z0-9_-]{43}");
        assertThat(reply.number("apikeyid")).isPositive();
        assertThat(ann.calls("listapikeys").ok().text()).doesNotContain(reply.string("secret"));
    }

    @Test
    void name_and_networks_may_be_left_out() {
        TestAccount.register().calls("createapikey").ok().has("name", "").has("networks", List.of());
    }

    @Test
    void the_secret_is_stored_encrypted() {
        Reply reply = TestAccount.register().calls("createapikey").ok();
        ApiKeyEntity row = keys.findById(reply.number("apikeyid"));
        assertThat(new String(row.sealedSecret, StandardCharsets.ISO_8859_1)).doesNotContain(reply.string("secret"));
        assertThat(keys.findSigner(reply.string("apikey")).orElseThrow().secret())
                .isEqualTo(reply.string("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "192.0.2.1/24", "192.0.2.0/33", ","})
    void networks_must_be_some(String networks) {
        TestAccount.register().calls("createapikey").with("networks", networks).fails(ApiError.INVALID_NETWORKS);
    }

    @Test
    void an_account_has_a_hundred_keys_at_most_however_many_are_asked_for_at_once() throws Exception {
        TestAccount ann = TestAccount.register();
        for (int i = 0; i < 97; i++) {
            keys.create(ann.id(), new Label(""), Networks.ANYWHERE);
        }
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            List<Callable<Reply>> calls =
                    Collections.nCopies(16, () -> ann.calls("createapikey").send());
            for (Future<Reply> each : clients.invokeAll(calls)) {
                each.get();
            }
        }
        Reply full = ann.calls("listapikeys").ok().has("apikeys.size()", 100);
        ann.calls("createapikey").fails(ApiError.TOO_MANY_API_KEYS);
        TestAccount.register().calls("createapikey").ok();
        ann.calls("deleteapikey")
                .with("apikeyid", full.number("apikeys[0].apikeyid"))
                .ok();
        ann.calls("createapikey").ok();
    }

    @Test
    void needs_a_log_in() {
        from(newAddress(), "createapikey").fails(ApiError.LOG_IN_REQUIRED);
    }
}
