package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent as whatever parameter: the answer is in the dialect, and never that the server failed. */
@WholeSystem
@TestInstance(Lifecycle.PER_CLASS)
class BadInputTest {

    private static final int AGAIN = 3;

    /** Percent-encoded already, so that bytes can be sent that are no text. */
    private static final List<String> JUNK = List.of(
            "",
            "x",
            "-1",
            "1.5",
            "9223372036854775807",
            "9223372036854775808",
            "%00",
            "%FF%FE",
            "%ED%A0%80",
            "%2F..%2F..%2Fetc",
            "%2Fa%00b",
            "-999999999-01-01",
            "y".repeat(6000));

    private final Api api;
    private long file;
    private long folder;
    private Answer link;

    BadInputTest(Latchkey latchkey) {
        this.api = latchkey.newPerson().api().over(latchkey.stack().http());
    }

    record Method(String name, List<String> parameters) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The methods of the generated reference. */
    static Stream<Method> methods() throws IOException {
        JsonNode methods = new ObjectMapper()
                .readTree(Path.of("../../docs/api/methods.json").toFile());
        return StreamSupport.stream(methods.spliterator(), false)
                .map(method -> new Method(
                        method.path("method").asText(),
                        method.path("parameters").findValuesAsText("name")));
    }

    @BeforeAll
    void prepare() {
        file = api.upload("good.txt", new byte[] {1});
        folder = api.call("createfolder", "folderid", 0, "name", "good").ok().number("metadata/folderid");
        link = api.call("getfilepublink", "fileid", file).ok();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void no_parameter_makes_a_method_fail(Method method) {
        List<String> failures = new ArrayList<>();
        for (String name : method.parameters()) {
            for (String junk : JUNK) {
                judge(method, good(method, name) + "&" + name + "=" + junk, failures);
            }
        }
        judge(method, "%", failures);
        judge(method, "=&&=;&%ZZ=%", failures);

        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"id", "timeformat", "filtermeta", "iconformat", "getauth", "auth", "access_token", "username"})
    void no_global_parameter_makes_a_method_fail(String name) {
        List<String> failures = new ArrayList<>();
        for (String junk : JUNK) {
            judge(new Method("listfolder", List.of()), "folderid=0&" + name + "=" + junk, failures);
            judge(new Method("listpublinks", List.of()), name + "=" + junk, failures);
        }

        assertThat(failures).isEmpty();
    }

    /** Parameters that are all right, but for the one. */
    private String good(Method method, String except) {
        StringBuilder good = new StringBuilder("x=");
        for (String name : method.parameters()) {
            String value = switch (name) {
                case "fileid" -> Long.toString(file);
                case "folderid", "tofolderid" -> Long.toString(folder);
                case "linkid" -> Long.toString(link.number("linkid"));
                case "code" -> link.text("code");
                case "name", "toname", "filename" -> "another";
                case "mail" -> "bad-input@example.com";
                case "password" -> "good enough 17";
                case "termsaccepted" -> "yes";
                default -> "";
            };
            if (!value.isEmpty() && !name.equals(except)) {
                good.append('&').append(name).append('=').append(value.replace(' ', '+'));
            }
        }
        return good.toString();
    }

    /** A neighbour may be late once, on a busy machine; what fails because of what was sent fails each time. */
    private void judge(Method method, String query, List<String> failures) {
        JsonNode answer = answer(method, query);
        for (int again = 0; again < AGAIN && isFailure(answer); again++) {
            answer = answer(method, query);
        }
        if (isFailure(answer)) {
            failures.add(query.substring(0, Math.min(query.length(), 120)) + " -> " + answer);
        }
    }

    private JsonNode answer(Method method, String query) {
        return api.answer(
                        method.name(),
                        api.request(method.name(), api.query())
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(query)))
                .json();
    }

    private static boolean isFailure(JsonNode answer) {
        int result = answer.path("result").asInt(-1);
        return result < 0 || result / 1000 == 5;
    }
}
