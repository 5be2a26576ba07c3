package dev.latchkey.protocol.tuyu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringWriter;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes one result as JSON or XML with the same names and values in both, because both are made from the same tree. An
 * array becomes an element of its name with a child per item, called in the singular ({@code files} holds
 * {@code file}); null becomes an empty element. What XML 1.0 cannot carry (most control characters) becomes U+FFFD
 * there, and only there.
 */
public final class TuyuRendering {

    private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();
    private static final Pattern ELEMENT_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final char REPLACEMENT = '\uFFFD';

    private final ObjectMapper json;

    /**
     * @param json how results become JSON; its naming is set aside for the dialect's own, which is Java's
     *     {@code camelCase}
     */
    public TuyuRendering(ObjectMapper json) {
        this.json = json.copy().setPropertyNamingStrategy(PropertyNamingStrategies.LOWER_CAMEL_CASE);
    }

    /**
     * A result under its root.
     *
     * @param root the published root key, such as {@code fileCreateLink}
     * @param result a record, a map or a JSON tree; its names must be good XML names
     */
    public String render(TuyuFormat format, String root, Object result) {
        JsonNode tree = json.valueToTree(result);
        return switch (format) {
            case JSON -> json(root, tree);
            case XML -> xml(root, tree);
        };
    }

    /** The error envelope. */
    public String render(TuyuFormat format, TuyuError error) {
        ObjectNode envelope = json.createObjectNode();
        envelope.put("title", error.title());
        envelope.put("message", error.message());
        return render(format, "error", envelope);
    }

    private String json(String root, JsonNode tree) {
        ObjectNode whole = json.createObjectNode();
        whole.set(root, tree);
        try {
            return json.writeValueAsString(whole);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree can always be written", impossible);
        }
    }

    private static String xml(String root, JsonNode tree) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = XML.createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
            element(out, root, tree);
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a string can always be written", impossible);
        }
        return text.toString();
    }

    private static void element(XMLStreamWriter out, String name, JsonNode value) throws XMLStreamException {
        if (!ELEMENT_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no element name: " + name);
        }
        out.writeStartElement(name);
        if (value.isArray()) {
            for (JsonNode item : value) {
                element(out, singular(name), item);
            }
        } else if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                element(out, field.getKey(), field.getValue());
            }
        } else if (!value.isNull()) {
            text(out, value.asText());
        }
        out.writeEndElement();
    }

    private static String singular(String plural) {
        if (plural.endsWith("ies")) {
            return plural.substring(0, plural.length() - 3) + "y";
        }
        boolean regular = plural.length() > 1 && plural.endsWith("s") && !plural.endsWith("ss");
        return regular ? plural.substring(0, plural.length() - 1) : "item";
    }

    /** A bare carriage return would come out of a parser as a line feed, so it is written as a reference. */
    private static void text(XMLStreamWriter out, String value) throws XMLStreamException {
        StringBuilder run = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
            int character = value.codePointAt(i);
            if (character == '\r') {
                out.writeCharacters(run.toString());
                out.writeEntityRef("#13");
                run.setLength(0);
            } else {
                run.appendCodePoint(isXml(character) ? character : REPLACEMENT);
            }
        }
        out.writeCharacters(run.toString());
    }

    /** Production {@code Char} of XML 1.0; lone surrogates are not in it. */
    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
