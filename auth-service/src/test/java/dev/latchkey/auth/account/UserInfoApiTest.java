package dev.latchkey.auth.account;

import static dev.latchkey.auth.TestAccount.from;
import static dev.latchkey.auth.TestAccount.newAddress;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.auth.TestAccount;
import dev.latchkey.protocol.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class UserInfoApiTest {

    @Inject
    KnownUsage usage;

    @Test
    void tells_who_one_is_and_what_one_stores() {
        TestAccount ann = TestAccount.register();
        usage.set(ann.id(), 12_345);
        ann.calls("userinfo")
                .ok()
                .has("userid", ann.id().value())
                .has("email", ann.mail())
                .has("quota", 10L << 30)
                .has("usedquota", 12_345)
                .has("journey.claimed", false)
                .has("journey.steps.uploadfile", true)
                .has("journey.steps.verifymail", false)
                .hasNo("apiserver")
                .hasNo("auth");
    }

    @Test
    void works_while_nobody_knows_the_usage() {
        TestAccount.register().calls("userinfo").ok().hasNo("usedquota").has("journey.steps.uploadfile", false);
    }

    @Test
    void has_the_json_types_that_strict_clients_need() throws Exception {
        TestAccount ann = TestAccount.register();
        usage.set(ann.id(), 1);
        JsonNode reply = new ObjectMapper().readTree(ann.calls("userinfo").ok().text());
        for (String number :
                List.of("result", "userid", "quota", "usedquota", "plan", "publiclinkquota", "trashrevretentiondays")) {
            assertThat(reply.path(number).isIntegralNumber()).as(number).isTrue();
        }
        for (String truth : List.of(
                "emailverified",
                "premium",
                "premiumlifetime",
                "business",
                "haspassword",
                "cryptosetup",
                "cryptosubscription",
                "cryptolifetime")) {
            assertThat(reply.path(truth).isBoolean()).as(truth).isTrue();
        }
        for (String text : List.of("email", "language", "registered")) {
            assertThat(reply.path(text).isTextual()).as(text).isTrue();
        }
        assertThat(reply.path("journey").path("claimed").isBoolean()).isTrue();
        assertThat(reply.path("registered").textValue())
                .matches("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d \\+0000");
    }

    @Test
    void tells_times_as_numbers_if_asked() throws Exception {
        JsonNode reply = new ObjectMapper()
                .readTree(TestAccount.register()
                        .calls("userinfo")
                        .with("timeformat", "timestamp")
                        .ok()
                        .text());
        assertThat(reply.path("registered").isIntegralNumber()).isTrue();
    }

    @Test
    void names_the_servers_if_asked() {
        TestAccount.register()
                .calls("userinfo")
                .with("getapiserver", 1)
                .ok()
                .has("apiserver.api", List.of("localhost:8443"))
                .has("apiserver.binapi", List.of());
    }

    @Test
    void is_the_usual_way_to_get_a_token() {
        TestAccount ann = TestAccount.register();
        String auth = ann.logsIn("userinfo").with("getauth", 1).ok().string("auth");
        assertThat(auth).hasSizeLessThanOrEqualTo(64).isNotEqualTo(ann.auth());
        from(newAddress(), "userinfo")
                .with("auth", auth)
                .ok()
                .has("userid", ann.id().value());
    }
}
