package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.local.Service;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

    private static final int AT_ONCE = 4;

    private final Latchkey latchkey;
    private Subject shared;

    BadInputTest(Latchkey latchkey) {
        this.latchkey = latchkey;
    }

    /** Who asks, and for what. */
    private record Subject(Api api, long file, long folder, Answer link) {}

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
        Api api = latchkey.newPerson().api().over(latchkey.stack().http());
        long file = newFile(api);
        shared = new Subject(api, file, newFolder(api), newLink(api, file));
    }

    @AfterAll
    void all_that_was_asked_for_was_there() {
        shared.api().call("userinfo").ok();
        shared.api().call("stat", "fileid", shared.file()).ok();
        shared.api().call("listfolder", "folderid", shared.folder()).ok();
        assertThat(shared.api().call("listpublinks").ok().at("publinks").findValuesAsText("linkid"))
                .contains(Long.toString(shared.link().number("linkid")));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void no_parameter_makes_a_method_fail(Method method) throws Exception {
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        Parallel.forEach(AT_ONCE, method.parameters(), name -> {
            for (String junk : JUNK) {
                Subject subject = subjectFor(method);
                judge(subject, method, good(subject, method, name) + "&" + name + "=" + junk, failures);
            }
        });
        judge(subjectFor(method), method, "%", failures);
        judge(subjectFor(method), method, "=&&=;&%ZZ=%", failures);

        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"id", "timeformat", "filtermeta", "iconformat", "getauth", "auth", "access_token", "username"})
    void no_global_parameter_makes_a_method_fail(String name) throws Exception {
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        Parallel.forEach(AT_ONCE, JUNK, junk -> {
            judge(shared, new Method("listfolder", List.of()), "folderid=0&" + name + "=" + junk, failures);
            judge(shared, new Method("listpublinks", List.of()), name + "=" + junk, failures);
        });

        assertThat(failures).isEmpty();
    }

    /** Browsers, curl and the vendor's SDK do not escape all that they should. */
    @Test
    void what_clients_leave_unescaped_in_a_query_is_taken_as_it_is() throws IOException {
        Person person = latchkey.newPerson();
        String name = "{a};b|c^`<\"é'[d]>";

        String answer = raw("GET /createfolder?folderid=0&auth=" + person.token() + "&name=" + name);

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"result\":0");
        assertThat(person.api().call("listfolder", "path", "/" + name).ok().text("metadata/name"))
                .isEqualTo(name);
        assertThat(raw("GET /listfolder?path=/%zz")).startsWith("HTTP/1.1 400 ").contains("Malformed query.");
    }

    /** Whoever resolves a path and hands on what came would be led by these to what is not routed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/metrics/..%2f..%2fgetip",
                "/q/metrics/../../getip",
                "/getip/../q/metrics",
                "/s/%2e%2e/q/metrics",
                "/q/metrics/..;a=b/getip",
                "/internal/accounts/..%2f..%2fc%2fx/usage"
            })
    void a_path_that_can_be_read_in_two_ways_leads_nowhere(String path) throws IOException {
        assertThat(raw("GET " + path)).startsWith("HTTP/1.1 404 ").contains("\"result\":404");
        for (Service service : Service.values()) {
            assertThat(raw(latchkey.stack().address(service), "GET " + path))
                    .startsWith("HTTP/1.1 404 ")
                    .contains("\"result\":404");
        }
    }

    private String raw(String verbAndTarget) throws IOException {
        return raw(latchkey.stack().http(), verbAndTarget);
    }

    private static String raw(URI server, String verbAndTarget) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream()
                    .write((verbAndTarget + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What a method may take away is its own each time, so that every call has something to take. */
    private Subject subjectFor(Method method) {
        Api api = shared.api();
        return switch (method.name()) {
            case "deletefile" -> new Subject(api, newFile(api), shared.folder(), shared.link());
            case "deletefolder", "deletefolderrecursive" ->
                new Subject(api, shared.file(), newFolder(api), shared.link());
            case "deletepublink" -> new Subject(api, shared.file(), shared.folder(), newLink(api, newFile(api)));
            case "logout" ->
                new Subject(
                        latchkey.newPerson().api().over(api.address()), shared.file(), shared.folder(), shared.link());
            default -> shared;
        };
    }

    private static long newFile(Api api) {
        return api.upload(UUID.randomUUID() + ".txt", new byte[] {1});
    }

    private static long newFolder(Api api) {
        return api.call("createfolder", "folderid", 0, "name", UUID.randomUUID())
                .ok()
                .number("metadata/folderid");
    }

    private static Answer newLink(Api api, long file) {
        return api.call("getfilepublink", "fileid", file).ok();
    }

    /** Parameters that are all right, but for the one. */
    private static String good(Subject subject, Method method, String except) {
        StringBuilder good = new StringBuilder("x=");
        for (String name : method.parameters()) {
            String value = switch (name) {
                case "fileid" -> Long.toString(subject.file());
                case "folderid", "tofolderid" -> Long.toString(subject.folder());
                case "linkid" -> Long.toString(subject.link().number("linkid"));
                case "code" -> subject.link().text("code");
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
    private static void judge(Subject subject, Method method, String query, Queue<String> failures) {
        JsonNode answer = answer(subject.api(), method, query);
        for (int again = 0; again < AGAIN && isFailure(answer); again++) {
            answer = answer(subject.api(), method, query);
        }
        if (isFailure(answer)) {
            failures.add(query.substring(0, Math.min(query.length(), 120)) + " -> " + answer);
        }
    }

    private static JsonNode answer(Api api, Method method, String query) {
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
