package dev.latchkey.protocol.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.protocol.error.ApiError;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

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
        assertThat(reply.number("result"))
                .as(() -> declared.name() + " answered " + reply.text())
                .isZero();
        refuseUndeclared("", reply.fields(), declared.output());
        return reply;
    }

    /** Calls and expects an error. */
    public Reply fails(ApiError error) {
        assertThat(declared.errors())
                .as(declared.name() + " must declare the error it is expected to answer")
                .contains(error);
        Reply reply = send();
        assertThat(reply.number("result"))
                .as(() -> declared.name() + " answered " + reply.text())
                .isEqualTo(error.code());
        assertThat(reply.string("error")).isEqualTo(error.message());
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
        long result = reply.number("result");
        if (result != 0) {
            assertThat(declared.errors())
                    .as(() -> declared.name() + " answered an error it does not declare: " + reply.text())
                    .anyMatch(error -> error.code() == result);
            assertThat(response.header("X-Error")).isEqualTo(Long.toString(result));
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
    public static final class Reply {

        private static final JsonMapper MAPPER = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();

        /** Names and positions; whatever else a path may say is left to {@link JsonPath}, which compiles a program for each look. */
        private static final Pattern PLAIN_PATH = Pattern.compile("\\w+(\\[\\d+])*(\\.\\w+(\\[\\d+])*)*");

        private final Response response;
        private final Map<String, Object> fields;

        private Reply(Response response) {
            this.response = response;
            try {
                this.fields = MAPPER.readValue(response.asByteArray(), new TypeReference<>() {});
            } catch (IOException e) {
                throw new AssertionError("not an object of JSON: " + response.asString(), e);
            }
        }

        /** Expects a value at a JSON path. */
        public Reply has(String path, Object expected) {
            Object actual = get(path);
            if (actual instanceof Number number && expected instanceof Number wanted) {
                assertThat(number.toString()).as(path + " in " + text()).isEqualTo(wanted.toString());
                return this;
            }
            assertThat(actual).as(path + " in " + text()).isEqualTo(expected);
            return this;
        }

        /** Expects nothing at a JSON path. */
        public Reply hasNo(String path) {
            Object actual = get(path);
            assertThat(actual).as(path + " in " + text()).isNull();
            return this;
        }

        /** The text at a JSON path. */
        public String string(String path) {
            return Objects.requireNonNull(get(path), () -> path + " is missing in " + text())
                    .toString();
        }

        /** The number at a JSON path. */
        public long number(String path) {
            return Long.parseLong(string(path));
        }

        private Map<String, Object> fields() {
            return fields;
        }

        /** The value at a path, or null. */
        private Object get(String path) {
            if (!PLAIN_PATH.matcher(path).matches()) {
                return json().get(path);
            }
            Object here = fields;
            for (String step : path.replace("[", ".").replace("]", "").split("\\.", -1)) {
                if (here instanceof Map<?, ?> object) {
                    here = object.get(step);
                } else if (here instanceof List<?> list && Character.isDigit(step.charAt(0))) {
                    int position = Integer.parseInt(step);
                    here = position < list.size() ? list.get(position) : null;
                } else {
                    return here == null ? null : json().get(path);
                }
            }
            return here;
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
