package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.Service;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What services tell a collector: the whole run is traced, and this looks back on it. The second of each service that
 * {@link ReplicasTest} starts runs as services do by themselves, without traces.
 */
@WholeSystem
@Order(Integer.MAX_VALUE - 1)
class TracesTest {

    private static final String STRANGE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final byte[] TEXT = "followed all the way".getBytes(StandardCharsets.UTF_8);

    private final Latchkey latchkey;
    private final Person owner;
    private final Api visitor;

    TracesTest(Latchkey latchkey) {
        this.latchkey = latchkey;
        this.owner = latchkey.newPerson();
        this.visitor = latchkey.anyone();
    }

    /** The visitor claims to belong to a trace that is not recorded; who believed it would record nothing. */
    @Test
    void a_visit_is_one_trace_through_all_services() {
        String id = "visit-" + UUID.randomUUID();
        long file = owner.api().upload("followed.txt", TEXT);
        String code = owner.api().call("getfilepublink", "fileid", file).ok().text("code");

        visitor.answer(
                        "getpublinkdownload",
                        visitor.request("getpublinkdownload", visitor.query("code", code))
                                .header("X-Request-Id", id)
                                .header("traceparent", "00-" + STRANGE + "-00f067aa0ba902b7-00")
                                .GET())
                .ok();

        List<SentSpan> trace = Await.until(
                "all services have sent their part",
                () -> traceOf(id),
                spans -> answered(spans).keySet().equals(Set.of(Service.values())));
        SentSpan first = answered(trace).get(Service.LINK);
        assertThat(first.trace()).isNotEqualTo(STRANGE);
        assertThat(first.parent()).isEmpty();
        assertThat(first.name()).isEqualTo("GET /getpublinkdownload");
        assertThat(first.attributes())
                .containsEntry("latchkey.request.id", id)
                .containsEntry("http.route", "/getpublinkdownload")
                .containsEntry("http.response.status_code", 200L);
        assertThat(answered(trace).get(Service.FILE).name()).isEqualTo("POST /internal/files");
        assertThat(answered(trace).get(Service.AUTH).name()).isEqualTo("POST /internal/decisions");
        assertThat(Set.of(Service.FILE, Service.AUTH)).allSatisfy(neighbour -> {
            SentSpan answer = answered(trace).get(neighbour);
            assertThat(answer.attributes()).containsEntry("latchkey.request.id", id);
            SentSpan question = trace.stream()
                    .filter(span -> span.id().equals(answer.parent()))
                    .findAny()
                    .orElseThrow();
            assertThat(question.service()).isEqualTo(Service.LINK.moduleName());
            assertThat(question.kind()).isEqualTo(SentSpan.CLIENT);
            assertThat(question.parent()).isEqualTo(first.id());
            assertThat(question.name()).isEqualTo(answer.name());
        });
    }

    @Test
    void an_error_is_told_by_its_code() {
        String id = "refused-" + UUID.randomUUID();

        visitor.answer(
                        "showpublink",
                        visitor.request("showpublink", visitor.query("code", "XXXXXXXXXXXXXXXXXXXXXX"))
                                .header("X-Request-Id", id)
                                .GET())
                .fails(7001);

        assertThat(awaitTraceOf(id))
                .singleElement()
                .satisfies(span -> assertThat(span.attributes())
                        .containsEntry("latchkey.result", 7001L)
                        .containsEntry("http.response.status_code", 200L));
    }

    @Test
    void what_services_do_by_themselves_is_no_trace() {
        assertThat(latchkey.collector().spans())
                .isNotEmpty()
                .noneMatch(span -> span.parent().isEmpty() && span.kind() != SentSpan.SERVER)
                .noneMatch(span -> span.name().contains("/internal/revocations"));
    }

    @Test
    void nothing_confidential_is_sent() {
        sayEverySecretOnceInEveryPlace();
        String id = "last-" + UUID.randomUUID();
        Map<String, Integer> refused = Map.of("userinfo", 1000, "listfolder", 1000, "getpublinkdownload", 1028);
        refused.forEach((method, error) -> visitor.answer(
                        method, visitor.request(method, "").header("X-Request-Id", id))
                .fails(error));
        Await.until(
                "all services have sent the last request",
                () -> sent(id).stream().map(SentSpan::service).collect(Collectors.toSet()),
                services -> services.size() == Service.values().length);

        Map<String, String> secrets = latchkey.confidential().all();
        assertThat(secrets.values())
                .as("kinds of secrets used in this run")
                .contains(
                        "password",
                        "linkpassword",
                        "auth",
                        "access_token",
                        "code",
                        "shortcode",
                        "signature",
                        "token of a URL",
                        "number of a link");
        String sent = latchkey.collector().readable();
        assertThat(sent).contains(id).doesNotContain(owner.mail());
        assertThat(secrets.entrySet().stream()
                        .filter(secret -> sent.contains(secret.getKey()))
                        .map(secret -> secret.getValue() + ": " + lineWith(sent, secret.getKey())))
                .as("confidential in spans")
                .isEmpty();
    }

    /** So that it does not depend on which tests have run before. */
    private void sayEverySecretOnceInEveryPlace() {
        visitor.call("userinfo", "username", owner.mail(), "password", owner.password())
                .ok();
        visitor.post("userinfo", "username", owner.mail(), "password", owner.password())
                .ok();
        visitor.call("userinfo", "access_token", latchkey.newPerson().token()).ok();
        Map<String, String> headers = Map.of(
                "Authorization", "Bearer " + owner.token(),
                "Cookie", "auth=" + owner.token(),
                "User-Agent", owner.token(),
                "Referer", "https://localhost/?auth=" + owner.token(),
                "tracestate", "vendor=" + owner.token(),
                "baggage", "auth=" + owner.token());
        headers.forEach((name, value) ->
                visitor.answer("userinfo", visitor.request("userinfo", "").header(name, value)));

        String password = "Link Pw 1+&/";
        long file = owner.api().upload("secret.wav", Sounds.wav(Duration.ofSeconds(1)));
        Answer link = owner.api()
                .call("getfilepublink", "fileid", file, "shortlink", 1, "linkpassword", password)
                .ok();
        String code = link.text("code");
        visitor.post("getpublinkdownload", "code", code, "linkpassword", "not " + password)
                .fails(1125);
        latchkey.bytes(latchkey.contentOf(visitor.call("getpubaudiolink", "code", code, "linkpassword", password)));
        URI content = latchkey.contentOf(visitor.call("getpublinkdownload", "code", code, "linkpassword", password));
        latchkey.bytes(content);
        latchkey.head(URI.create(content + "x"));
        for (String address : List.of(
                "/s/" + link.text("shortcode"),
                "/publink/show?code=" + code,
                "/downloadPublic/" + code,
                "/nowhere/" + code,
                "/" + code,
                "/showpublink/" + code,
                "/nowhere?code=%25%25" + code)) {
            Api.send(
                    latchkey.client(),
                    HttpRequest.newBuilder(
                                    latchkey.stack().address(Service.LINK).resolve(address))
                            .build(),
                    BodyHandlers.discarding());
        }
        Signer signer = Signer.of(latchkey, owner);
        assertThat(signer.createFileLink(".json", "file_id", file).body()).contains("downloadPublic");
    }

    private List<SentSpan> awaitTraceOf(String request) {
        return Await.until("the request was sent", () -> traceOf(request), spans -> !spans.isEmpty());
    }

    /** What was sent so far of the trace to which the request belongs. */
    private List<SentSpan> traceOf(String request) {
        Set<String> traces = sent(request).stream().map(SentSpan::trace).collect(Collectors.toSet());
        assertThat(traces).as("traces of one request").hasSizeLessThan(2);
        return latchkey.collector().spans().stream()
                .filter(span -> traces.contains(span.trace()))
                .toList();
    }

    private List<SentSpan> sent(String request) {
        return latchkey.collector().spans().stream()
                .filter(span -> request.equals(span.attributes().get("latchkey.request.id")))
                .toList();
    }

    private static Map<Service, SentSpan> answered(List<SentSpan> trace) {
        Map<Service, SentSpan> answered = new EnumMap<>(Service.class);
        trace.stream()
                .filter(span -> span.kind() == SentSpan.SERVER)
                .forEach(span -> answered.put(Service.named(span.service()).orElseThrow(), span));
        return answered;
    }

    private static String lineWith(String text, String part) {
        return text.lines().filter(line -> line.contains(part)).findFirst().orElse("");
    }
}
