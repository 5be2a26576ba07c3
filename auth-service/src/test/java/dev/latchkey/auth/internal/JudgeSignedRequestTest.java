package dev.latchkey.auth.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.auth.TestAccount;
import dev.latchkey.auth.account.Accounts;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.testing.ApiCaller;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import dev.latchkey.protocol.testing.MutableClock;
import dev.latchkey.protocol.testing.PostgresResource;
import dev.latchkey.protocol.tuyu.TuyuSignature;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class JudgeSignedRequestTest {

    private static final String URL = "https://localhost:8443/api/create_file_link?api_key=k&file_id=7&timestamp=1";

    @Inject
    Neighbour neighbour;

    @Inject
    MutableClock clock;

    @Inject
    Accounts accounts;

    private TestAccount ann;
    private Reply key;

    @BeforeEach
    void ann_has_a_key() {
        ann = TestAccount.register();
        key = ann.calls("createapikey").ok();
    }

    private ValidatableResponse judge(Reply key, String text, String signature, Object timestamp, String address) {
        Map<String, Object> request = new HashMap<>(
                Map.of("apiKey", key.string("apikey"), "text", text, "signature", signature, "remoteAddress", address));
        if (timestamp != null) {
            request.put("timestamp", timestamp);
        }
        return neighbour.posts("/internal/signed-requests", request).statusCode(200);
    }

    private String sign(Reply key, String text) {
        return TuyuSignature.withSecret(key.string("secret")).of(text);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private static void refused(ValidatableResponse reply) {
        reply.body("error", equalTo(ApiError.LOG_IN_FAILED.code()), "token", nullValue());
    }

    @Test
    void a_right_signature_is_its_owners() {
        String token = judge(key, URL, sign(key, URL), now(), "10.0.0.1")
                .body("error", nullValue())
                .extract()
                .path("token");
        ApiCaller.call("userinfo").as(token).ok().has("email", ann.mail());
    }

    @Test
    void another_text_key_or_secret_is_refused() {
        Reply other = ann.calls("createapikey").ok();
        refused(judge(key, URL + "0", sign(key, URL), now(), "10.0.0.1"));
        refused(judge(key, URL, sign(other, URL), now(), "10.0.0.1"));
        refused(judge(other, URL, sign(key, URL), now(), "10.0.0.1"));
        refused(judge(key, URL, "", now(), "10.0.0.1"));
        refused(judge(key, URL, "\u00E4", now(), "10.0.0.1"));
    }

    @ParameterizedTest
    @CsvSource({"-301,false", "-300,true", "0,true", "300,true", "301,false"})
    void a_timestamp_may_be_five_minutes_off_either_way(long offset, boolean accepted) {
        ValidatableResponse reply = judge(key, URL, sign(key, URL), now() + offset, "10.0.0.1");
        if (accepted) {
            reply.body("token", notNullValue());
            return;
        }
        refused(reply);
    }

    @ParameterizedTest
    @CsvSource({",", "-1", "0", "9223372036854775807", "-9223372036854775808", "31556889864403199"})
    void no_timestamp_and_odd_ones_are_refused(Long timestamp) {
        refused(judge(key, URL, sign(key, URL), timestamp, "10.0.0.1"));
    }

    @Test
    void a_key_limited_to_networks_is_good_only_there() {
        Reply limited =
                ann.calls("createapikey").with("networks", "192.0.2.0/24").ok();
        judge(limited, URL, sign(limited, URL), now(), "192.0.2.9").body("token", notNullValue());
        refused(judge(limited, URL, sign(limited, URL), now(), "192.0.3.9"));
        refused(judge(limited, URL, sign(limited, URL), now(), ""));
    }

    @Test
    void a_deleted_key_an_unknown_one_and_a_closed_account_are_refused() {
        accounts.setActive(ann.id(), false);
        refused(judge(key, URL, sign(key, URL), now(), "10.0.0.1"));
        accounts.setActive(ann.id(), true);
        judge(key, URL, sign(key, URL), now(), "10.0.0.1").body("token", notNullValue());
        ann.calls("deleteapikey").with("apikeyid", key.number("apikeyid")).ok();
        refused(judge(key, URL, sign(key, URL), now(), "10.0.0.1"));
        for (String unknown : new String[] {"", "x", "\0", "'--"}) {
            refused(neighbour
                    .posts(
                            "/internal/signed-requests",
                            Map.of(
                                    "apiKey",
                                    unknown,
                                    "text",
                                    URL,
                                    "signature",
                                    "x",
                                    "timestamp",
                                    now(),
                                    "remoteAddress",
                                    ""))
                    .statusCode(200));
        }
    }

    @Test
    void refusals_are_counted_by_their_reason() {
        refused(judge(key, URL, "x", now(), "10.0.0.1"));
        refused(judge(key, URL, sign(key, URL), 0, "10.0.0.1"));
        assertThat(RestAssured.get("/q/metrics").asString())
                .containsPattern("latchkey_signatures_refused_total\\{.*reason=\"signature\".*} [1-9]")
                .containsPattern("latchkey_signatures_refused_total\\{.*reason=\"timestamp\".*} [1-9]");
    }
}
