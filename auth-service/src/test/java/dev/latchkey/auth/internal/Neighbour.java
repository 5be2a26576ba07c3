package dev.latchkey.auth.internal;

import dev.latchkey.protocol.rpc.ServiceTokens;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;

/** Another service, asking. */
@Singleton
class Neighbour {

    private final ServiceTokens tokens;

    Neighbour(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    String token() {
        return tokens.issue("auth-service");
    }

    String tokenForAnotherService() {
        return tokens.issue("file-service");
    }

    ValidatableResponse posts(String path, Object body) {
        return asks().body(body).post(path).then();
    }

    ValidatableResponse puts(String path, Object body) {
        return asks().body(body).put(path).then();
    }

    private RequestSpecification asks() {
        return RestAssured.given().header("Authorization", "Bearer " + token()).contentType(ContentType.JSON);
    }
}
