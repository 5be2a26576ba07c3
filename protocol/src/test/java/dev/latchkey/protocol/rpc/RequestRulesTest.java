package dev.latchkey.protocol.rpc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that hold for every method of the dialect, tried on a small service. */
@QuarkusTest
@QuarkusTestResource(SharedSecret.class)
class RequestRulesTest {

    @Inject
    ServiceTokens serviceTokens;

    @Inject
    MeterRegistry meters;

    @Test
    void a_method_answers_get_with_its_fields_beside_result() {
        given().queryParam("text", "x y+&")
                .get("/echo")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("result", equalTo(0), "text", equalTo("x y+&"), "isrecursive", equalTo(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void a_harmless_request_id_goes_through_all(String verb) {
        given().header("X-Request-Id", "Ab1.-_x")
                .contentType("application/x-www-form-urlencoded")
                .request(verb, "/requestid")
                .then()
                .header("X-Request-Id", "Ab1.-_x")
                .body("logged", equalTo("Ab1.-_x"), "handedon", equalTo("Ab1.-_x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "two words",
                "a\"b",
                "x=y",
                "é",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void any_other_is_replaced(String sent) {
        ValidatableResponse reply =
                given().header("X-Request-Id", sent).get("/requestid").then();

        String made = reply.extract().header("X-Request-Id");
        assertThat(made).matches("[0-9a-f-]{36}");
        reply.body("logged", equalTo(made), "handedon", equalTo(made));
    }

    @Test
    void a_request_without_id_gets_one_of_its_own() {
        String first = given().get("/requestid").header("X-Request-Id");

        assertThat(first).matches("[0-9a-f-]{36}");
        given().get("/requestid").then().header("X-Request-Id", not(equalTo(first)));
        given().get("/nosuchmethod").then().statusCode(404).header("X-Request-Id", notNullValue());
    }

    @Test
    void errors_are_counted_by_code() {
        double before = errors(1041);

        given().get("/echo?text=none").then().body("result", equalTo(1041));

        assertThat(errors(1041)).isEqualTo(before + 1);
    }

    private double errors(int code) {
        Counter counter = meters.find("latchkey.errors")
                .tag("code", Integer.toString(code))
                .counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void optional_fields_without_value_are_left_out() {
        given().get("/echo").then().body("$", not(hasKey("text"))).body("$", not(hasKey("id")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT"})
    void form_fields_are_parameters(String verb) {
        given().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("text", "ä=&+%")
                .request(verb, "/echo")
                .then()
                .body("text", equalTo("ä=&+%"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT"})
    void multipart_fields_are_parameters_and_file_parts_are_dropped(String verb) {
        given().multiPart("text", "ä b", "text/plain; charset=utf-8")
                .multiPart("file", "x.bin", new byte[100_000])
                .request(verb, "/echo")
                .then()
                .body("result", equalTo(0), "text", equalTo("ä b"));
    }

    @Test
    void a_post_without_body_and_content_type_is_fine() {
        given().queryParam("text", "q").post("/echo").then().body("text", equalTo("q"));
    }

    @Test
    void a_body_that_is_no_form_is_ignored() {
        given().contentType("text/html")
                .body("<html>")
                .queryParam("text", "q")
                .put("/echo")
                .then()
                .body("text", equalTo("q"));
    }

    @Test
    void a_form_overrides_the_query_and_a_cookie_overrides_both() {
        given().queryParam("text", "query")
                .formParam("text", "form")
                .post("/echo")
                .then()
                .body("text", equalTo("form"));
        given().header("Cookie", "text=cookie")
                .queryParam("text", "query")
                .formParam("text", "form")
                .post("/echo")
                .then()
                .body("text", equalTo("cookie"));
    }

    @Test
    void the_vendors_cookie_sets_timeformat_and_nothing_else() {
        given().header("Cookie", "timeformat=timestamp; Domain=api.pcloud.com; Path=/; Secure; HttpOnly")
                .queryParam("expire", "2013-03-21T18:31:45Z")
                .get("/echo")
                .then()
                .body("expires", equalTo(1_363_890_705), "result", equalTo(0));
    }

    @Test
    void names_are_case_sensitive_and_unknown_ones_are_ignored() {
        given().queryParam("Text", "x")
                .queryParam("use_session", "True")
                .get("/echo")
                .then()
                .body("result", equalTo(0))
                .body("$", not(hasKey("text")));
    }

    @Test
    void times_are_rfc_2822_unless_asked_otherwise() {
        given().queryParam("expire", "1363890705")
                .get("/echo")
                .then()
                .body("expires", equalTo("Thu, 21 Mar 2013 18:31:45 +0000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "DELETE"})
    void other_verbs_do_nothing(String verb) {
        given().request(verb, "/echo").then().statusCode(405).header("Allow", "GET, POST, PUT");
    }

    @Test
    void the_id_is_echoed_on_success_and_on_error() {
        given().queryParam("id", "111-0").get("/echo").then().body("id", equalTo("111-0"));
        given().queryParam("id", "111-0")
                .queryParam("folderid", "x")
                .get("/echo")
                .then()
                .body("id", equalTo("111-0"), "result", equalTo(1017));
    }

    @Test
    void malformed_values_answer_their_own_error() {
        fails("folderid", "x").body("result", equalTo(1017)).header("X-Error", "1017");
        fails("folderid", "-1").body("result", equalTo(1017));
        fails("name", "a/b").body("result", equalTo(2001));
        fails("name", "a\0b").body("result", equalTo(2001));
        fails("expire", "tomorrow").body("result", equalTo(1013));
        fails("maxdownloads", "99999999999999999999").body("result", equalTo(1802));
        fails("text", "none").body("result", equalTo(1041), "error", equalTo("Please provide 'message'."));
    }

    private static ValidatableResponse fails(String name, String value) {
        return given().queryParam(name, value).get("/echo").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "false", "False"})
    void unset_flags(String text) {
        given().queryParam("recursive", text).get("/echo").then().body("isrecursive", equalTo(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "yes"})
    void set_flags(String text) {
        given().queryParam("recursive", text).get("/echo").then().body("isrecursive", equalTo(true));
    }

    @Test
    void an_unexpected_failure_answers_5000_and_hides_its_detail() {
        String reply = given().queryParam("text", "boom")
                .get("/echo")
                .then()
                .statusCode(200)
                .body("result", equalTo(5000), "errorid", not(nullValue()))
                .extract()
                .asString();
        assertThat(reply).doesNotContain("secret detail");
    }

    @Test
    void an_unknown_method_is_404() {
        given().get("/nosuchmethod").then().statusCode(404).body("result", equalTo(404));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT"})
    void an_unknown_method_is_404_whatever_comes_with_it(String verb) {
        given().header("Cookie", "text=cookie")
                .contentType("application/x-www-form-urlencoded")
                .body(verb.equals("GET") ? "" : "text=%zz")
                .queryParam("id", "7")
                .request(verb, "/nosuchmethod")
                .then()
                .statusCode(404)
                .body("result", equalTo(404), "id", equalTo("7"));
        given().queryParam("text", "a\0b").request(verb, "/nosuchmethod").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/../echo",
                "/internal/ping/../../echo",
                "/internal/..%2fecho",
                "/echo/../internal/ping",
                "/echo/%2E./internal/ping",
                "/./echo",
                "/%2e/echo",
                "/echo/.",
                "/echo/..",
                "/echo/..;a=b",
                "/echo%2f..%5c",
                "http://localhost/./echo"
            })
    void a_path_with_dot_segments_leads_nowhere(String target) throws IOException {
        assertThat(raw("GET " + target))
                .startsWith("HTTP/1.1 404 ")
                .containsIgnoringCase("X-Request-Id: ")
                .endsWith("{\"result\":404,\"error\":\"Unknown method.\"}");
    }

    @Test
    void dots_elsewhere_are_no_dot_segments() throws IOException {
        assertThat(raw("GET /echo?text=/../x")).contains("\"text\":\"/../x\"");
        assertThat(raw("GET /api/sample?text=%2f..%2f")).endsWith("/../");
    }

    @Test
    void paths_that_strangers_think_of_make_no_metrics() throws IOException {
        for (String verb : new String[] {"GET", "HEAD", "DELETE", "PATCH", "POST"}) {
            for (String path : new String[] {"/thoughtof", "/api/thoughtof.xml"}) {
                given().request(verb, path + verb.toLowerCase(Locale.ROOT));
                given().queryParam("text", "a\0b").request(verb, path + verb.toLowerCase(Locale.ROOT));
                raw(verb + " " + path + verb.toLowerCase(Locale.ROOT) + "?text=%zz");
                raw(verb + " /." + path + verb.toLowerCase(Locale.ROOT));
            }
        }
        // Requests are counted a moment after they were answered.
        long since = System.nanoTime();
        while (requests("NOT_FOUND") + requests("UNKNOWN") < 40 && System.nanoTime() - since < 10_000_000_000L) {
            Thread.onSpinWait();
        }
        assertThat(requests("NOT_FOUND") + requests("UNKNOWN")).isGreaterThanOrEqualTo(40);
        assertThat(meters.find("http.server.requests").timers())
                .noneMatch(timer -> String.valueOf(timer.getId().getTag("uri")).contains("thoughtof"));
    }

    private long requests(String uri) {
        return meters.find("http.server.requests").tag("uri", uri).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text=%", "text=%zz", "%=1"})
    void a_malformed_query_is_400_not_500(String query) throws IOException {
        assertThat(raw("GET /echo?" + query))
                .startsWith("HTTP/1.1 400 ")
                .endsWith("{\"result\":400,\"error\":\"Malformed query.\"}");
        assertThat(raw("GET /nosuchmethod?" + query)).startsWith("HTTP/1.1 400 ");
        assertThat(raw("GET /api/sample?" + query)).startsWith("HTTP/1.1 400 ");
    }

    /** Browsers and the vendor's Java SDK leave most of them as they are, curl all. */
    @ParameterizedTest
    @ValueSource(strings = {"a;b", ";", "{x}", "a|b", "a^b", "a`b", "a\"b", "<b>", "a\\b", "[1]", "a'b", "aöb"})
    void what_clients_leave_unescaped_in_a_query_or_form_is_taken_as_it_is(String text) throws IOException {
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");

        assertThat(raw("GET /echo?name=n&text=" + text + "&recursive=1"))
                .contains("\"text\":\"" + escaped + "\"", "\"isrecursive\":true");
        given().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .body("name=n&text=" + text + "&recursive=1")
                .post("/echo")
                .then()
                .body("text", equalTo(text), "isrecursive", equalTo(true));
    }

    @Test
    void what_must_not_stand_in_an_address_is_400_where_nobody_can_have_meant_it() throws IOException {
        assertThat(raw("GET /ec{h}o?text=a")).startsWith("HTTP/1.1 400 ").contains("\"result\":400");
        assertThat(raw("GET /ec%zzo?text=a")).startsWith("HTTP/1.1 400 ");
        assertThat(raw("GET /nosuchmethod?text={a}")).startsWith("HTTP/1.1 400 ");
        assertThat(raw("GET /api/sample?text={a}")).startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%FF%FE", "%ED%A0%80", "%C3", "a%80b"})
    void what_is_no_utf_8_is_refused(String text) throws IOException {
        assertThat(raw("GET /echo?text=" + text)).startsWith("HTTP/1.1 200 ").contains("\"result\":2001");
        given().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .body("text=" + text)
                .post("/echo")
                .then()
                .statusCode(200)
                .body("result", equalTo(2001));
    }

    @Test
    void a_form_says_itself_of_what_charset_it_is() throws IOException {
        given().contentType("application/x-www-form-urlencoded; charset=ISO-8859-1")
                .body("text=gr%F6%DFer")
                .post("/echo")
                .then()
                .body("text", equalTo("größer"));
        assertThat(
                        raw(
                                "POST /echo",
                                "Content-Type: application/x-www-form-urlencoded; charset=nonsense\r\nContent-Length: 6\r\n\r\ntext=a"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void a_multipart_field_that_is_no_utf_8_is_refused() {
        given().contentType("multipart/form-data; boundary=b")
                .body(("--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\ncaf\u00E9\r\n--b--\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1))
                .post("/echo")
                .then()
                .body("result", equalTo(2001));
    }

    @Test
    void more_parameters_than_anybody_needs_are_refused() {
        String many = IntStream.range(1, 1_024).mapToObj(i -> "a" + i + "=1&").collect(Collectors.joining());
        given().contentType("application/x-www-form-urlencoded")
                .body(many + "text=last")
                .post("/echo")
                .then()
                .body("text", equalTo("last"));
        given().contentType("application/x-www-form-urlencoded")
                .body(many + "a=1&text=lost")
                .post("/echo")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/html,application/xml;q=0.9,image/webp", "audio/*", "nonsense"})
    void who_wants_another_form_of_answer_gets_the_one_there_is(String accept) {
        given().header("Accept", accept)
                .queryParam("text", "q")
                .get("/echo")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("text", equalTo("q"));
        given().header("Accept", accept)
                .formParam("text", "f")
                .post("/echo")
                .then()
                .body("text", equalTo("f"));
    }

    @Test
    void what_fails_around_the_methods_is_told_in_the_dialect_and_its_address_is_not_logged() throws IOException {
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(new SimpleFormatter().format(line) + line.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(listener);
        try {
            assertThat(raw("GET /breaks?password=secret17"))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("\"result\":5000");
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }

        assertThat(logged).anyMatch(line -> line.contains("broken")).noneMatch(line -> line.contains("secret17"));
    }

    /** By itself Java's client asks for HTTP/2. */
    @Test
    void an_offer_to_speak_http_2_is_not_taken_up() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/echo"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("text=form"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(answer.body()).contains("\"text\":\"form\"");
        }
    }

    private static String raw(String verbAndTarget) throws IOException {
        return raw(verbAndTarget, "\r\n");
    }

    private static String raw(String verbAndTarget, String furtherHeadersAndBody) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.getOutputStream()
                    .write((verbAndTarget + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + furtherHeadersAndBody)
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void the_signed_dialect_takes_forms_and_no_cookies() {
        given().header("Cookie", "text=cookie")
                .queryParam("text", "signed")
                .get("/api/sample")
                .then()
                .body(equalTo("signed"));
        given().header("Cookie", "text=cookie")
                .formParam("text", "form")
                .post("/api/sample")
                .then()
                .body(equalTo("form"));
    }

    @Test
    void a_cookie_of_another_case_is_no_parameter() {
        given().header("Cookie", "Text=cookie; timeformat=timestamp")
                .queryParam("text", "query")
                .get("/echo")
                .then()
                .body("text", equalTo("query"));
    }

    @Test
    void a_form_beyond_its_limit_is_refused() {
        given().contentType("application/x-www-form-urlencoded")
                .body("text=" + "x".repeat(ParameterMerge.MAX_FORM_BYTES))
                .post("/echo")
                .then()
                .statusCode(400);
    }

    @Test
    void a_method_that_needs_an_account_refuses_strangers() {
        given().get("/whoami").then().body("result", equalTo(1000), "error", equalTo("Log in required."));
        given().queryParam("auth", "bad").get("/whoami").then().body("result", equalTo(2000));
    }

    @Test
    void every_kind_of_credential_is_accepted_wherever_it_may_stand() {
        given().queryParam("auth", "good").get("/whoami").then().body("email", equalTo("a@example.com"));
        given().formParam("auth", "good").post("/whoami").then().body("email", equalTo("a@example.com"));
        given().cookie("auth", "good").get("/whoami").then().body("email", equalTo("a@example.com"));
        given().queryParam("access_token", "good").get("/whoami").then().body("email", equalTo("a@example.com"));
        given().header("Authorization", "Bearer good").get("/whoami").then().body("email", equalTo("a@example.com"));
        given().queryParam("username", "a@example.com")
                .queryParam("password", "pass word+1")
                .get("/whoami")
                .then()
                .body("email", equalTo("a@example.com"));
    }

    @Test
    void getauth_adds_the_issued_token() {
        given().queryParam("auth", "good")
                .queryParam("getauth", 1)
                .get("/whoami")
                .then()
                .body("auth", equalTo("issued"));
        given().queryParam("auth", "good").get("/whoami").then().body("$", not(hasKey("auth")));
    }

    @Test
    void streams_keep_verb_and_body_and_merge_cookies() {
        byte[] body = "hello".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        given().contentType("application/octet-stream")
                .body(body)
                .queryParam("text", "q")
                .put("/swallow")
                .then()
                .body("verb", equalTo("PUT"), "size", equalTo(body.length), "text", equalTo("q"));
        given().contentType("application/octet-stream")
                .header("Cookie", "text=c")
                .body(body)
                .queryParam("text", "q")
                .post("/swallow")
                .then()
                .body("verb", equalTo("POST"), "size", equalTo(body.length), "text", equalTo("c"));
    }

    @Test
    void metadata_has_the_types_strict_clients_need() {
        String reply = given().get("/showmeta").asString();
        assertThat(reply)
                .contains(
                        "\"hash\":18446744073709551615",
                        "\"id\":\"f7\"",
                        "\"id\":\"d0\"",
                        "\"isfolder\":true",
                        "\"icon\":\"audio\"",
                        "\"thumb\":false",
                        "\"category\":3");
    }

    @Test
    void metadata_fields_can_be_filtered_and_icons_numbered() {
        given().queryParam("filtermeta", "name,icon")
                .queryParam("iconformat", "id")
                .get("/showmeta")
                .then()
                .body("metadata.name", equalTo("/"), "metadata.icon", equalTo(20))
                .body("metadata", not(hasKey("path")))
                .body("metadata.contents[0].name", equalTo("a.mp3"), "metadata.contents[0].icon", equalTo(3))
                .body("metadata.contents[0]", not(hasKey("hash")));
    }

    @Test
    void internal_resources_accept_only_a_service_token_of_their_audience() {
        given().get("/internal/ping").then().statusCode(401);
        given().header("Authorization", "Bearer good")
                .get("/internal/ping")
                .then()
                .statusCode(401);
        given().header("Authorization", "Bearer " + serviceTokens.issue("another-service"))
                .get("/internal/ping")
                .then()
                .statusCode(401);
        given().header("Authorization", "Bearer " + serviceTokens.issue("protocol"))
                .get("/internal/ping")
                .then()
                .statusCode(200);
    }
}
