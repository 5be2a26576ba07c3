package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenApiTest {

    private static final List<JsonNode> METHODS = Route.rows("docs/api/methods.json");
    private static final List<JsonNode> OPERATIONS = Route.rows("docs/api/operations.json");
    private static final Pattern MATCH =
            Pattern.compile("type: (?<kind>Exact|PathPrefix)\\n +value: (?<value>\\S+)\\n");

    /** What the gateway lets through, as the cluster is told. */
    private record Offered(String path, boolean isPrefix) {

        static List<Offered> in(String httpRoutes) {
            return MATCH.matcher(httpRoutes)
                    .results()
                    .map((MatchResult match) -> new Offered(
                            match.group("value"), match.group("kind").equals("PathPrefix")))
                    .toList();
        }

        /** Whether it lets all addresses of a described path through. */
        boolean covers(String described) {
            return isPrefix ? described.startsWith(path) && described.length() > path.length() : described.equals(path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "file-service", "link-service"})
    void a_service_is_described_as_it_declares_itself(String service) {
        List<JsonNode> methods = of(service, METHODS);
        List<JsonNode> operations = of(service, OPERATIONS);
        String document = new OpenApi().render("Latchkey " + service, methods, operations);

        Repository.check("docs/api/openapi-" + service + ".json", document);
        assertValid(document, methods, operations);
    }

    @Test
    void one_document_describes_all_services() {
        String document = new OpenApi().render("Latchkey", METHODS, OPERATIONS);

        Repository.check("docs/api/openapi.json", document);
        assertValid(document, METHODS, OPERATIONS);
    }

    /** What is rendered is what is checked in: other tests see to that. */
    @Test
    void the_document_describes_what_the_gateway_offers_and_nothing_else() {
        List<Offered> offered = Offered.in(HttpRoutes.render(Route.all()));
        List<String> described = List.copyOf(read(new OpenApi().render("Latchkey", METHODS, OPERATIONS))
                .getOpenAPI()
                .getPaths()
                .keySet());

        assertThat(offered).hasSameSizeAs(Route.all());
        assertThat(undescribed(offered, described))
                .as("offered and not described")
                .isEmpty();
        assertThat(notOffered(offered, described))
                .as("described and not offered")
                .isEmpty();
    }

    @Test
    void a_route_without_a_description_is_found_and_the_other_way_round() {
        List<Offered> offered = List.of(new Offered("/stat", false), new Offered("/c/", true));

        assertThat(undescribed(offered, List.of("/c/{token}"))).containsExactly(offered.getFirst());
        assertThat(undescribed(offered, List.of("/stat", "/c"))).containsExactly(offered.getLast());
        assertThat(notOffered(offered, List.of("/stat", "/c/{token}/{name}", "/stat/x", "/statfs")))
                .containsExactly("/stat/x", "/statfs");
    }

    @Test
    void a_path_and_its_description_have_the_same_owner() {
        assertThat(OPERATIONS)
                .allSatisfy(operation -> assertThat(Route.all())
                        .filteredOn(route -> new Offered(route.path(), route.isPrefix())
                                .covers(operation.get("path").asText()))
                        .singleElement()
                        .satisfies(route -> {
                            assertThat(route.service())
                                    .isEqualTo(operation.get("service").asText());
                            assertThat(route.site())
                                    .isEqualToIgnoringCase(operation.get("site").asText());
                        }));
    }

    @Test
    void every_dialect_is_described_in_its_own_manner() {
        OpenAPI api =
                read(new OpenApi().render("Latchkey", METHODS, OPERATIONS)).getOpenAPI();

        Operation signed = api.getPaths().get("/api/create_file_link.xml").getGet();
        assertThat(signed.getSecurity())
                .singleElement()
                .satisfies(one -> assertThat(one).containsOnlyKeys("signature"));
        assertThat(signed.getParameters())
                .filteredOn(Parameter::getRequired)
                .extracting(Parameter::getName)
                .containsExactly("file_id", "api_key", "timestamp");
        MediaType xml = signed.getResponses().get("200").getContent().get("application/xml");
        assertThat(xml.getSchema().getOneOf())
                .extracting(either -> ((Schema<?>) either).getXml().getName())
                .containsExactly("fileCreateLink", "error");
        Operation content = api.getPaths().get("/c/{token}/{name}").getGet();
        assertThat(content.getSecurity()).isEmpty();
        assertThat(content.getResponses()).containsKeys("200", "206", "304", "403", "404", "410", "412", "416", "503");
        assertThat(content.getResponses().get("206").getContent()).containsOnlyKeys("*/*", "multipart/byteranges");
        assertThat(content.getResponses().get("206").getHeaders())
                .containsKeys("Content-Range", "ETag", "Accept-Ranges");
        Operation page = api.getPaths().get("/publink/download").getPost();
        assertThat(page.getResponses().get("303").getHeaders()).containsKey("Location");
        assertThat(page.getResponses().get("410").getContent()).containsOnlyKeys("text/html");
        assertThat(api.getPaths().get("/.well-known/jwks.json").getGet().getSecurity())
                .isEmpty();
    }

    @Test
    void the_validator_finds_mistakes() {
        String wrong =
                new OpenApi().render("Latchkey", METHODS, OPERATIONS).replace("\"in\" : \"query\"", "\"in\" : \"air\"");

        assertThat(read(wrong).getMessages()).isNotEmpty();
    }

    private static List<Offered> undescribed(List<Offered> offered, List<String> described) {
        return offered.stream()
                .filter(one -> described.stream().noneMatch(one::covers))
                .toList();
    }

    private static List<String> notOffered(List<Offered> offered, List<String> described) {
        return described.stream()
                .filter(path -> offered.stream().noneMatch(one -> one.covers(path)))
                .toList();
    }

    private static List<JsonNode> of(String service, List<JsonNode> rows) {
        return rows.stream()
                .filter(row -> row.get("service").asText().equals(service))
                .toList();
    }

    private static void assertValid(String document, List<JsonNode> methods, List<JsonNode> operations) {
        SwaggerParseResult result = read(document);
        assertThat(result.getMessages()).isEmpty();
        OpenAPI api = result.getOpenAPI();
        assertThat(api.getPaths().keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                methods.stream()
                                        .map(method ->
                                                "/" + method.get("method").asText()),
                                operations.stream()
                                        .map(operation -> operation.get("path").asText()))
                        .distinct()
                        .toList());
        assertThat(api.getPaths().values().stream()
                        .map(PathItem::readOperations)
                        .flatMap(List::stream)
                        .map(Operation::getOperationId))
                .doesNotHaveDuplicates()
                .hasSize(2 * methods.size() + operations.size());
    }

    private static SwaggerParseResult read(String document) {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        return new OpenAPIV3Parser().readContents(document, null, options);
    }
}
