package dev.latchkey.auth.internal;

import dev.latchkey.auth.TestAccount;
import dev.latchkey.protocol.testing.MutableClock;
import dev.latchkey.protocol.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody but another service gets in, and it only with a token meant for this one. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class InternalAccessTest {

    private static final String EVERY_DOOR = """
            POST,/internal/identify
            POST,/internal/signed-requests
            POST,/internal/decisions
            PUT,/internal/grants
            PUT,/internal/accounts/1/status
            """;

    @Inject
    Neighbour neighbour;

    @Inject
    MutableClock clock;

    private static RequestSpecification request() {
        return RestAssured.given().contentType(ContentType.JSON).body("{}");
    }

    private static RequestSpecification bearing(String token) {
        return request().header("Authorization", "Bearer " + token);
    }

    @ParameterizedTest
    @CsvSource(textBlock = EVERY_DOOR)
    void strangers_users_and_tokens_for_others_are_turned_away(String verb, String path) {
        TestAccount ann = TestAccount.register();
        String jwt = neighbour
                .posts("/internal/identify", Map.of("auth", ann.auth(), "getAuth", false, "remoteAddress", "10.0.0.1"))
                .extract()
                .path("token");
        request().request(verb, path).then().statusCode(401);
        bearing("x").request(verb, path).then().statusCode(401);
        bearing(ann.auth()).request(verb, path).then().statusCode(401);
        bearing(jwt).request(verb, path).then().statusCode(401);
        bearing(neighbour.tokenForAnotherService()).request(verb, path).then().statusCode(401);
        request().queryParam("auth", ann.auth()).request(verb, path).then().statusCode(401);
    }

    @Test
    void an_old_token_is_turned_away() {
        String token = neighbour.token();
        clock.advance(Duration.ofMinutes(2));
        bearing(token).post("/internal/decisions").then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource(textBlock = EVERY_DOOR)
    void a_body_that_is_none_is_the_callers_fault(String verb, String path) {
        bearing(neighbour.token()).body("{").request(verb, path).then().statusCode(400);
    }
}
