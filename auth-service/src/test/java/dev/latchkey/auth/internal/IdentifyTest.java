package dev.latchkey.auth.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.auth.TestAccount;
import dev.latchkey.auth.account.Accounts;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.testing.ApiCaller;
import dev.latchkey.protocol.testing.MutableClock;
import dev.latchkey.protocol.testing.OpenOperations;
import dev.latchkey.protocol.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class IdentifyTest {

    @Inject
    Neighbour neighbour;

    @Inject
    MutableClock clock;

    @Inject
    Accounts accounts;

    private static Map<String, Object> credentials(Object... namesAndValues) {
        Map<String, Object> credentials =
                new HashMap<>(Map.of("getAuth", false, "remoteAddress", TestAccount.newAddress()));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            credentials.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return credentials;
    }

    @Test
    void a_credential_becomes_a_jwt_that_the_published_keys_verify() throws Exception {
        TestAccount ann = TestAccount.register();
        String token = neighbour
                .posts("/internal/identify", credentials("auth", ann.auth()))
                .statusCode(200)
                .body("error", nullValue(), "auth", nullValue())
                .extract()
                .path("token");
        String published = RestAssured.given()
                .filter(OpenOperations.refusingUndeclared(OpenOperations.declared()))
                .get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "public, max-age=60")
                .extract()
                .asString();
        JwtClaims claims = new JwtConsumerBuilder()
                .setVerificationKeyResolver(
                        new JwksVerificationKeyResolver(new JsonWebKeySet(published).getJsonWebKeys()))
                .setExpectedIssuer("latchkey")
                .setExpectedAudience("latchkey")
                .setEvaluationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond()))
                .build()
                .processToClaims(token);
        assertThat(claims.getSubject()).isEqualTo(ann.id().toString());
        assertThat(claims.getStringClaimValue("email")).isEqualTo(ann.mail());
        assertThat(claims.getClaimValue("quota", Long.class)).isEqualTo(10L << 30);
        assertThat(published).doesNotContain("\"d\"");
        List<String> declared = Stream.of(PublicKeys.Key.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        List<Map<String, Object>> keys = JsonPath.from(published).getList("keys");
        assertThat(keys).isNotEmpty().allSatisfy(key -> assertThat(key.keySet()).hasSameElementsAs(declared));
    }

    @Test
    void a_password_may_ask_for_a_session() {
        TestAccount ann = TestAccount.register();
        String auth = neighbour
                .posts(
                        "/internal/identify",
                        credentials(
                                "username",
                                ann.mail(),
                                "password",
                                ann.password(),
                                "getAuth",
                                true,
                                "device",
                                "sync",
                                "authExpire",
                                60))
                .statusCode(200)
                .extract()
                .path("auth");
        ApiCaller.call("listtokens").with("auth", auth).ok().has("tokens[1].device", "sync");
    }

    @Test
    void refusals_are_answers() {
        TestAccount ann = TestAccount.register();
        refused(ApiError.LOG_IN_FAILED, "auth", "x");
        refused(ApiError.LOG_IN_FAILED, "username", ann.mail(), "password", "wrong password");
        refused(ApiError.INVALID_ACCESS_TOKEN, "accessToken", "x");
        refused(ApiError.INVALID_ACCESS_TOKEN, "bearer", "x");
        refused(ApiError.LOG_IN_REQUIRED);
        String place = TestAccount.newAddress();
        for (int i = 0; i < 10; i++) {
            refused(ApiError.LOG_IN_FAILED, "username", ann.mail(), "password", "wrong", "remoteAddress", place);
        }
        refused(ApiError.TOO_MANY_LOGIN_TRIES, "username", ann.mail(), "password", "wrong", "remoteAddress", place);
    }

    private void refused(ApiError error, Object... credentials) {
        neighbour
                .posts("/internal/identify", credentials(credentials))
                .statusCode(200)
                .body("error", equalTo(error.code()), "token", nullValue(), "auth", nullValue());
    }

    @Test
    void a_jwt_is_a_bearer_until_it_is_over_or_its_account_closed() {
        TestAccount ann = TestAccount.register();
        String token = neighbour
                .posts("/internal/identify", credentials("auth", ann.auth()))
                .extract()
                .path("token");
        ApiCaller.call("userinfo").as(token).ok().has("email", ann.mail());
        accounts.setActive(ann.id(), false);
        ApiCaller.call("userinfo").as(token).fails(ApiError.INVALID_ACCESS_TOKEN);
        accounts.setActive(ann.id(), true);
        clock.advance(Duration.ofMinutes(5));
        ApiCaller.call("userinfo").as(token).fails(ApiError.INVALID_ACCESS_TOKEN);
    }
}
