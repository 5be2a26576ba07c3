package dev.latchkey.protocol.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.error.ApiError;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Calls an API method as a client does, one line a call: {@code call("stat").as(token).with("path", "/a").ok().has("metadata.name", "a")}. Refuses replies
 * with an error or a field that the method does not declare, so that every test is also a test of the API reference.
 */
public final class ApiCaller {

    private final Declarations.Declared declared;
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] body;

    private ApiCaller(String method) {
        this.declared = Declarations.of(method);
    }

    /** Begins a call. */
    public static ApiCaller call(String method) {
        return new ApiCaller(method);
    }

    /** Comes with a session token or user JWT as Bearer. */
    public ApiCaller as(String token) {
        return header("Authorization", "Bearer " + token);
    }

    /** Adds a query parameter. */
    public ApiCaller with(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    /** Adds a header. */
    public ApiCaller header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Sends this as the raw body of a PUT. */
    public ApiCaller put(byte[] bytes) {
        this.body = bytes;
        return this;
    }

    /** Calls and expects success. */
    public Reply ok() {
        Reply reply = send();
        assertThat(reply.json().getInt("result"))
                .as(() -> declared.name() + " answered " + reply.text())
                .isZero();
        refuseUndeclared("", reply.json().getMap(""), declared.output());
        return reply;
    }

    /** Calls and expects an error. */
    public Reply fails(ApiError error) {
        assertThat(declared.errors())
                .as(declared.name() + " must declare the error it is expected to answer")
                .contains(error);
        Reply reply = send();
        assertThat(reply.json().getInt("result"))
                .as(() -> declared.name() + " answered " + reply.text())
                .isEqualTo(error.code());
        assertThat(reply.json().getString("error")).isEqualTo(error.message());
        return reply;
    }

    /** Calls and takes whatever comes, as long as it is declared. */
    public Reply send() {
        RequestSpecification request =
                RestAssured.given().urlEncodingEnabled(true).headers(headers);
        parameters.forEach((name, value) -> request.queryParam(name, value));
        Response response = body == null
                ? request.get("/" + declared.name())
                : request.contentType("application/octet-stream").body(body).put("/" + declared.name());
        Reply reply = new Reply(response);
        assertThat(response.statusCode()).as(reply::text).isEqualTo(200);
        int result = reply.json().getInt("result");
        if (result != 0) {
            assertThat(declared.errors())
                    .as(() -> declared.name() + " answered an error it does not declare: " + reply.text())
                    .anyMatch(error -> error.code() == result);
            assertThat(response.header("X-Error")).isEqualTo(Integer.toString(result));
        }
        return reply;
    }

    @SuppressWarnings("unchecked")
    private void refuseUndeclared(String where, Map<String, Object> object, List<Declarations.Field> fields) {
        object.forEach((name, value) -> {
            if (where.isEmpty() && List.of("result", "id", "auth").contains(name)) {
                return;
            }
            Declarations.Field field = fields.stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(
                            declared.name() + " answered a field it does not declare: " + where + name));
            if (field.fields().isEmpty()) {
                return;
            }
            if (value instanceof Map<?, ?> inner) {
                refuseUndeclared(where + name + ".", (Map<String, Object>) inner, field.fields());
            }
            if (value instanceof List<?> list) {
                list.stream()
                        .filter(Map.class::isInstance)
                        .forEach(inner ->
                                refuseUndeclared(where + name + "[].", (Map<String, Object>) inner, field.fields()));
            }
        });
    }

    /** What came back. */
    public record Reply(Response response) {

        /** Expects a value at a JSON path. */
        public Reply has(String path, Object expected) {
            Object actual = json().get(path);
            if (actual instanceof Number number && expected instanceof Number wanted) {
                assertThat(number.toString()).as(path + " in " + text()).isEqualTo(wanted.toString());
                return this;
            }
            assertThat(actual).as(path + " in " + text()).isEqualTo(expected);
            return this;
        }

        /** Expects nothing at a JSON path. */
        public Reply hasNo(String path) {
            Object actual = json().get(path);
            assertThat(actual).as(path + " in " + text()).isNull();
            return this;
        }

        /** The text at a JSON path. */
        public String string(String path) {
            return Objects.requireNonNull(json().getString(path), () -> path + " is missing in " + text());
        }

        /** The number at a JSON path. */
        public long number(String path) {
            return json().getLong(path);
        }

        /** The reply for any other question. */
        public JsonPath json() {
            return response.jsonPath(
                    JsonPathConfig.jsonPathConfig().numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL));
        }

        /** The reply as it came. */
        public String text() {
            return response.asString();
        }
    }
}
