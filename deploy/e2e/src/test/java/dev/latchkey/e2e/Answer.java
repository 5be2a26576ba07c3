package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

/** What a method answered. */
record Answer(String method, int status, HttpHeaders headers, JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(String method, HttpResponse<String> response) {
        assertThat(response.headers().firstValue("content-type").orElse("none"))
                .as("content type of %s, HTTP %d: %s", method, response.statusCode(), response.body())
                .startsWith("application/json");
        try {
            return new Answer(method, response.statusCode(), response.headers(), JSON.readTree(response.body()));
        } catch (JsonProcessingException e) {
            throw new AssertionError(method + " answered no JSON: " + response.body(), e);
        }
    }

    /** 0 = success. */
    int result() {
        return json.path("result").asInt(-1);
    }

    boolean isOk() {
        return result() == 0;
    }

    /** This answer, which has to be a success. */
    Answer ok() {
        assertThat(result()).as("result of %s: %s", method, json).isZero();
        assertThat(status).as("status of %s", method).isEqualTo(200);
        return this;
    }

    /** This answer, which has to be this error in all three places that clients look at. */
    Answer fails(int code) {
        assertThat(result()).as("result of %s: %s", method, json).isEqualTo(code);
        assertThat(status).as("status of %s", method).isEqualTo(200);
        assertThat(headers.firstValue("X-Error")).as("X-Error of %s", method).contains(String.valueOf(code));
        assertThat(json.path("error").asText()).as("text of error %d", code).isNotBlank();
        return this;
    }

    /** This answer, which has to be this error with this text. */
    Answer fails(int code, String text) {
        fails(code);
        assertThat(json.path("error").asText()).as("text of error %d", code).isEqualTo(text);
        return this;
    }

    /** A field; {@code metadata/0/name} for one further down. */
    JsonNode at(String path) {
        JsonNode field = json.at("/" + path);
        assertThat(field.isMissingNode())
                .as("%s lacks %s: %s", method, path, json)
                .isFalse();
        return field;
    }

    boolean has(String path) {
        return !json.at("/" + path).isMissingNode();
    }

    /** A field that has to be a JSON string. */
    String text(String path) {
        assertThat(at(path).isTextual())
                .as("%s of %s is a string: %s", path, method, at(path))
                .isTrue();
        return at(path).textValue();
    }

    /** A field that has to be a whole JSON number. */
    long number(String path) {
        assertThat(at(path).isIntegralNumber())
                .as("%s of %s is a whole number: %s", path, method, at(path))
                .isTrue();
        return at(path).longValue();
    }

    /** A field that has to be a JSON boolean. */
    boolean flag(String path) {
        assertThat(at(path).isBoolean())
                .as("%s of %s is true or false: %s", path, method, at(path))
                .isTrue();
        return at(path).booleanValue();
    }
}
