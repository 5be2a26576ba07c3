package dev.latchkey.protocol.tuyu;

import static dev.latchkey.protocol.tuyu.TuyuFormat.JSON;
import static dev.latchkey.protocol.tuyu.TuyuFormat.XML;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class TuyuRenderingTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final TuyuRendering rendering = new TuyuRendering(MAPPER);

    record FileCreateLink(long fileId, String fileName, String downloadLink) {}

    private static final FileCreateLink LINK =
            new FileCreateLink(7, "a&b<c>.mp3", "https://localhost:8443/downloadPublic/123456789012345678");

    @Test
    void create_file_link_as_json() {
        assertThat(rendering.render(JSON, "fileCreateLink", LINK))
                .isEqualTo("{\"fileCreateLink\":{\"fileId\":7,\"fileName\":\"a&b<c>.mp3\","
                        + "\"downloadLink\":\"https://localhost:8443/downloadPublic/123456789012345678\"}}");
    }

    @Test
    void create_file_link_as_xml() {
        assertThat(rendering.render(XML, "fileCreateLink", LINK))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><fileCreateLink><fileId>7</fileId>"
                        + "<fileName>a&amp;b&lt;c&gt;.mp3</fileName>"
                        + "<downloadLink>https://localhost:8443/downloadPublic/123456789012345678</downloadLink>"
                        + "</fileCreateLink>");
    }

    @Test
    void the_error_envelope_in_both() {
        assertThat(rendering.render(JSON, TuyuError.AUTHENTICATION_FAILED))
                .isEqualTo("{\"error\":{\"title\":\"Authentication Failed\","
                        + "\"message\":\"Authentication parameters missing or invalid.\"}}");
        assertThat(rendering.render(XML, TuyuError.AUTHENTICATION_FAILED))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><error><title>Authentication Failed</title>"
                        + "<message>Authentication parameters missing or invalid.</message></error>");
    }

    @Test
    void the_dialect_keeps_its_own_names_whatever_the_service_uses_elsewhere() {
        ObjectMapper service = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.LOWER_CASE);
        assertThat(new TuyuRendering(service).render(JSON, "fileCreateLink", LINK))
                .isEqualTo(rendering.render(JSON, "fileCreateLink", LINK));
        assertThat(service.valueToTree(LINK).has("fileid")).isTrue();
    }

    @Test
    void an_array_is_a_plural_with_singular_children() {
        Map<String, Object> list = Map.of("files", List.of(Map.of("id", 1), Map.of("id", 2)));
        assertThat(rendering.render(XML, "fileList", list))
                .endsWith("<fileList><files><file><id>1</id></file><file><id>2</id></file></files></fileList>");
        assertThat(rendering.render(XML, "categories", List.of("a")))
                .endsWith("<categories><category>a</category></categories>");
        assertThat(rendering.render(XML, "usersLocationAccess", List.of("a")))
                .endsWith("<usersLocationAccess><item>a</item></usersLocationAccess>");
        assertThat(rendering.render(XML, "fileList", Map.of("files", List.of())))
                .endsWith("<fileList><files></files></fileList>");
    }

    @Test
    void null_is_an_empty_element() {
        ObjectNode permissions =
                MAPPER.createObjectNode().putNull("uploadFiles").put("admin", 1);
        assertThat(rendering.render(XML, "p", permissions))
                .endsWith("<p><uploadFiles></uploadFiles><admin>1</admin></p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a&b<c>\"'\u0001 😀",
                " leading and trailing \t",
                "]]> <![CDATA[ <!-- --> &amp; &#0; <?x?>",
                "line\r\nfeeds\rand\nreturns\u0085\u2028",
                "\uD83D lone \uDE00",
                "\uFFFE\uFFFF\u0000\u001F\u007F",
                "",
                "\r"
            })
    void both_formats_carry_the_same_text(String name) throws Exception {
        assertSame("fileCreateLink", MAPPER.valueToTree(new FileCreateLink(1, name, name)));
    }

    @Test
    void both_formats_carry_the_same_values_whatever_the_tree() throws Exception {
        for (int seed = 0; seed < 1_000; seed++) {
            assertSame("results", anyTree(new Random(seed), 0));
        }
    }

    @ParameterizedTest
    @EnumSource(TuyuError.class)
    void both_formats_carry_the_same_error(TuyuError error) throws Exception {
        JsonNode json = MAPPER.readTree(rendering.render(JSON, error)).path("error");
        Element xml = parse(rendering.render(XML, error));
        assertThat(xml.getTagName()).isEqualTo("error");
        assertThat(json.path("title").asText()).isEqualTo(error.title());
        compare(xml, json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "<a>", "1a", ""})
    void a_name_that_would_break_the_xml_is_refused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        rendering.render(XML, "root", MAPPER.createObjectNode().put(name, 1)));
    }

    private void assertSame(String root, JsonNode tree) throws Exception {
        JsonNode json = MAPPER.readTree(rendering.render(JSON, root, tree));
        Element xml = parse(rendering.render(XML, root, tree));
        assertThat(json.size()).isEqualTo(1);
        assertThat(json.path(root)).isEqualTo(MAPPER.readTree(MAPPER.writeValueAsString(tree)));
        assertThat(xml.getTagName()).isEqualTo(root);
        compare(xml, json.path(root));
    }

    /** Walks both side by side: names, order, number of children and texts. */
    private static void compare(Element xml, JsonNode json) {
        List<Element> children = children(xml);
        if (json.isObject()) {
            assertThat(children.stream().map(Element::getTagName).toList())
                    .isEqualTo(json.properties().stream().map(Map.Entry::getKey).toList());
            for (Element child : children) {
                compare(child, json.path(child.getTagName()));
            }
        } else if (json.isArray()) {
            assertThat(children).hasSize(json.size());
            for (int i = 0; i < children.size(); i++) {
                compare(children.get(i), json.path(i));
            }
        } else {
            assertThat(children).isEmpty();
            assertThat(xml.getTextContent()).isEqualTo(json.isNull() ? "" : asXmlCan(json.asText()));
        }
    }

    private static String asXmlCan(String text) {
        return text.codePoints()
                .map(c -> (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
                                || (c >= 0xD800 && c <= 0xDFFF)
                                || c == 0xFFFE
                                || c == 0xFFFF
                        ? 0xFFFD
                        : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    private static Element parse(String xml) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    private static JsonNode anyTree(RandomGenerator random, int depth) {
        return switch (depth > 3 ? 2 + random.nextInt(4) : random.nextInt(6)) {
            case 0 -> {
                ObjectNode object = MAPPER.createObjectNode();
                for (String name : Arrays.asList("id", "name", "files", "s", "entries", "modDate")) {
                    if (random.nextBoolean()) {
                        object.set(name, anyTree(random, depth + 1));
                    }
                }
                yield object;
            }
            case 1 -> {
                ArrayNode array = MAPPER.createArrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(anyTree(random, depth + 1));
                }
                yield array;
            }
            case 2 -> MAPPER.getNodeFactory().numberNode(random.nextLong());
            case 3 -> MAPPER.getNodeFactory().booleanNode(random.nextBoolean());
            case 4 -> MAPPER.getNodeFactory().nullNode();
            default -> MAPPER.getNodeFactory().textNode(anyText(random));
        };
    }

    /** Valid Unicode, markup and control characters more often than chance would have them. */
    private static String anyText(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            int character = random.nextBoolean() ? random.nextInt(0x80) : random.nextInt(0x11_0000);
            text.appendCodePoint(character >= 0xD800 && character <= 0xDFFF ? '&' : character);
        }
        return text.toString();
    }
}
