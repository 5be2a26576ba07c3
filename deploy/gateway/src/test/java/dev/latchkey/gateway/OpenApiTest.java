package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenApiTest {

    private static final List<JsonNode> METHODS = Route.rows("docs/api/methods.json");

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "file-service", "link-service"})
    void a_service_is_described_as_it_declares_itself(String service) {
        List<JsonNode> own = METHODS.stream()
                .filter(method -> method.get("service").asText().equals(service))
                .toList();
        String document = new OpenApi().render("Latchkey " + service, own);

        Repository.check("docs/api/openapi-" + service + ".json", document);
        assertValid(document, own);
    }

    @Test
    void one_document_describes_all_services() {
        String document = new OpenApi().render("Latchkey", METHODS);

        Repository.check("docs/api/openapi.json", document);
        assertValid(document, METHODS);
    }

    @Test
    void the_validator_finds_mistakes() {
        String wrong = new OpenApi().render("Latchkey", METHODS).replace("\"in\" : \"query\"", "\"in\" : \"air\"");

        assertThat(read(wrong).getMessages()).isNotEmpty();
    }

    private static void assertValid(String document, List<JsonNode> methods) {
        SwaggerParseResult result = read(document);
        assertThat(result.getMessages()).isEmpty();
        OpenAPI api = result.getOpenAPI();
        assertThat(api.getPaths().keySet())
                .containsExactlyInAnyOrderElementsOf(methods.stream()
                        .map(method -> "/" + method.get("method").asText())
                        .toList());
        assertThat(api.getPaths().values().stream()
                        .map(PathItem::readOperations)
                        .flatMap(List::stream)
                        .map(operation -> operation.getOperationId()))
                .doesNotHaveDuplicates()
                .hasSize(2 * methods.size());
    }

    private static SwaggerParseResult read(String document) {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        return new OpenAPIV3Parser().readContents(document, null, options);
    }
}
