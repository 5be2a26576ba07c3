package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.local.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators look at is there: alerts and dashboard ask for nothing that the services do not measure. */
@WholeSystem
class ObservabilityTest {

    private static final Path FILES =
            Path.of("..", "observability").toAbsolutePath().normalize();
    private static final Pattern EXPRESSION = Pattern.compile("(?m)^        expr: (?:\\|\\n((?: {10}.*\\n)+)|(.*)$)");
    private static final Pattern CONTENT_BYTES = Pattern.compile("(?m)^latchkey_content_bytes_total\\S* (\\S+)$");
    private static final Pattern NAME = Pattern.compile("(?m)^([a-z]\\w*)");
    private static final Pattern NAME_AS_A_LABEL = Pattern.compile("__name__\\s*=~?\\s*\"([^\"]*)\"");
    private static final Pattern REASON = Pattern.compile("(\\w+)\\{[^}]*reason=~?\"([^\"]*)\"");
    private static final Pattern WORD = Pattern.compile("\\b[a-z_]\\w*\\b(?!\\s*\\()");
    private static final Set<String> OF_THE_LANGUAGE = Set.of("and", "or", "unless", "by", "without", "on", "bool");

    private final Latchkey latchkey;

    ObservabilityTest(Latchkey latchkey) {
        this.latchkey = latchkey;
    }

    @Test
    void alerts_ask_for_metrics_that_exist() throws IOException {
        String rules = Files.readString(FILES.resolve("alerts.yaml"));
        List<String> expressions = EXPRESSION
                .matcher(rules)
                .results()
                .map(rule -> rule.group(1) == null ? rule.group(2) : rule.group(1))
                .toList();

        assertThat(expressions).hasSize(rules.split("- alert:", -1).length - 1);
        assertThat(names(expressions))
                .contains("latchkey_media_transcodes_queued", "latchkey_media_decoders_queued")
                .isSubsetOf(measured());
    }

    /** Of the labels with a few values these are there from the start; others come with what they count. */
    @Test
    void alerts_ask_for_reasons_that_exist() throws IOException {
        String metrics = Stream.of(Service.values()).map(latchkey::metrics).collect(Collectors.joining());

        assertThat(REASON.matcher(Files.readString(FILES.resolve("alerts.yaml")))
                        .results())
                .isNotEmpty()
                .allSatisfy(asked -> {
                    for (String reason : asked.group(2).split("\\|")) {
                        assertThat(metrics).contains(asked.group(1) + "{reason=\"" + reason + "\"");
                    }
                });
    }

    @Test
    void the_dashboard_asks_for_metrics_that_exist() throws IOException {
        JsonNode dashboard =
                new ObjectMapper().readTree(FILES.resolve("dashboard.json").toFile());
        List<String> expressions = dashboard.path("panels").findValuesAsText("expr");

        assertThat(expressions).hasSizeGreaterThan(10);
        assertThat(dashboard.path("panels")).allSatisfy(panel -> {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("targets")).isNotEmpty();
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
        });
        assertThat(names(expressions)).isSubsetOf(measured());
    }

    @ParameterizedTest
    @CsvSource({"check rules alerts.yaml", "test rules alerts.test.yaml", "check config --syntax-only scrape.yaml"})
    void prometheus_takes_them(String command) throws Exception {
        Path promtool = Program.find("promtool");
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of(promtool.toString()), Stream.of(command.split(" ")))
                                .toList())
                .directory(FILES.toFile())
                .redirectErrorStream(true)
                .start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
    }

    @ParameterizedTest
    @CsvSource({"AUTH", "FILE", "LINK"})
    void every_service_counts_errors_by_code_and_times_in_steps(Service service) {
        latchkey.newPerson().api().call("listfolder", "folderid", 999_999_999).fails(2005);
        latchkey.anyone().call("userinfo").fails(1000);
        latchkey.anyone().call("showpublink", "code", "XXXXXXXXXXXXXXXXXXXXXX").fails(7001);

        assertThat(latchkey.metrics(service))
                .containsPattern("latchkey_errors_total\\{code=\"(2005|1000|7001)\",?\\} [1-9]")
                .containsPattern("http_server_requests_seconds_bucket\\{[^\\n]*le=\"0.25\"");
    }

    @Test
    void content_is_counted_but_not_by_its_url() {
        Api owner = latchkey.newPerson().api();
        byte[] song = new byte[1000];
        long file = owner.upload("Ein Stück, laut.mp3", song);
        double before = contentBytes();

        latchkey.bytes(latchkey.contentOf(owner.call("getfilelink", "fileid", file)));

        Await.until("the content is counted", this::contentBytes, bytes -> bytes >= before + song.length);
        assertThat(latchkey.metrics(Service.FILE))
                .contains("uri=\"/uploadfile\"")
                .doesNotContain("uri=\"/c/");
    }

    private double contentBytes() {
        return CONTENT_BYTES
                .matcher(latchkey.metrics(Service.FILE))
                .results()
                .mapToDouble(line -> Double.parseDouble(line.group(1)))
                .sum();
    }

    /** All names that any service tells, after each kind of thing that is counted has happened. */
    private Set<String> measured() {
        Person person = latchkey.newPerson();
        latchkey.anyone()
                .call("userinfo", "username", person.mail(), "password", "wrong")
                .fails(2000);
        latchkey.anyone()
                .call("getpublinkdownload", "code", "XXXXXXXXXXXXXXXXXXXXXX")
                .fails(7001);
        new Signer(latchkey, latchkey.stack().https(), "unknown-key", "no secret")
                .createFileLink(".json", "file_id", 1);
        Set<String> names = new HashSet<>(Set.of("up")); // Prometheus's own
        for (Service service : Service.values()) {
            NAME.matcher(latchkey.metrics(service)).results().forEach(line -> names.add(line.group(1)));
        }
        return names;
    }

    /**
     * The metrics that PromQL expressions name: what is no function, label, text, time or word of the language, and what a selector names by the label
     * that stands for the name.
     */
    private static Set<String> names(List<String> expressions) {
        Set<String> names = expressions.stream()
                .map(expression -> expression
                        .replaceAll("\"[^\"]*\"", "")
                        .replaceAll("\\{[^}]*}", "")
                        .replaceAll("\\[[^\\]]*]", "")
                        .replaceAll("\\b(by|without|on)\\s*\\([^)]*\\)", ""))
                .flatMap(expression -> WORD.matcher(expression).results())
                .map(word -> word.group())
                .filter(word -> !OF_THE_LANGUAGE.contains(word))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names).isNotEmpty();
        expressions.stream()
                .flatMap(expression -> NAME_AS_A_LABEL.matcher(expression).results())
                .forEach(label -> names.addAll(List.of(label.group(1).split("\\|"))));
        return names;
    }
}
