package dev.latchkey.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** What is no method of the pCloud dialect, in OpenAPI: a row of {@code operations.json}. */
final class OpenApiOperation {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final JsonNode row;
    private final Map<Integer, String> errors;

    private OpenApiOperation(JsonNode row, Map<Integer, String> errors) {
        this.row = row;
        this.errors = errors;
    }

    /**
     * Adds it to the item of its path.
     *
     * @param errors texts of the pCloud dialect's errors by their codes
     */
    static void add(ObjectNode path, JsonNode row, Map<Integer, String> errors) {
        String site = row.get("site").asText();
        if (!site.equals("API")) {
            path.putArray("servers")
                    .addObject()
                    .put("url", "/")
                    .put("description", "The installation's host for " + site.toLowerCase(Locale.ROOT));
        }
        path.set(row.get("verb").asText().toLowerCase(Locale.ROOT), new OpenApiOperation(row, errors).render());
    }

    private ObjectNode render() {
        ObjectNode operation = node().put("operationId", row.get("id").asText())
                .put("summary", row.get("summary").asText());
        if (row.has("because")) {
            operation.put(
                    "description",
                    "Asks for no credentials: " + row.get("because").asText() + ".");
        }
        operation.putArray("tags").add(row.get("service").asText());
        ArrayNode security = operation.putArray("security");
        if (isSigned()) {
            security.addObject().putArray("signature");
        }
        parameters(operation);
        ObjectNode responses = operation.putObject("responses");
        row.get("answers")
                .forEach(answer ->
                        response(responses.putObject(answer.get("status").asText()), answer));
        return operation;
    }

    private boolean isSigned() {
        return row.get("access").asText().equals("SIGNATURE");
    }

    private void parameters(ObjectNode operation) {
        ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
        ArrayNode form = JsonNodeFactory.instance.arrayNode();
        for (JsonNode parameter : row.get("parameters")) {
            String place = parameter.get("in").asText();
            if (place.equals("FORM")) {
                form.add(parameter);
                continue;
            }
            if (isSigned() && parameter.get("name").asText().equals("signature")) {
                // The security scheme says it.
                continue;
            }
            ObjectNode described = parameters
                    .addObject()
                    .put("name", parameter.get("name").asText())
                    .put("in", place.toLowerCase(Locale.ROOT))
                    .put("description", parameter.get("doc").asText());
            if (!parameter.get("optional").asBoolean()) {
                described.put("required", true);
            }
            ObjectNode schema = OpenApi.schema(parameter);
            schema.remove("description");
            described.set("schema", schema);
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        if (!form.isEmpty()) {
            operation
                    .putObject("requestBody")
                    .put("required", true)
                    .putObject("content")
                    .putObject(FORM)
                    .set("schema", OpenApi.object(form));
        }
    }

    private void response(ObjectNode response, JsonNode answer) {
        response.put("description", description(answer));
        if (!answer.get("headers").isEmpty()) {
            ObjectNode headers = response.putObject("headers");
            for (JsonNode header : answer.get("headers")) {
                headers.putObject(header.get("name").asText())
                        .put("description", header.get("doc").asText())
                        .putObject("schema")
                        .put("type", "string");
            }
        }
        if (!answer.get("types").isEmpty()) {
            ObjectNode content = response.putObject("content");
            answer.get("types")
                    .forEach(type -> content.putObject(type.asText()).set("schema", schema(type.asText(), answer)));
        }
    }

    private String description(JsonNode answer) {
        StringBuilder said = new StringBuilder(answer.get("doc").asText());
        if (answer.has("errors")) {
            said.append(OpenApi.said(answer.get("errors"), errors)).append('.');
        }
        if (answer.has("signedErrors")) {
            for (JsonNode error : answer.get("signedErrors")) {
                said.append(' ')
                        .append(error.get("title").asText())
                        .append(": ")
                        .append(error.get("message").asText());
            }
        }
        return said.toString();
    }

    private static ObjectNode schema(String type, JsonNode answer) {
        if (answer.has("signedErrors")) {
            ObjectNode either = node();
            ObjectNode success = OpenApi.object(answer.get("fields"));
            either.putArray("oneOf")
                    .add(under(answer.get("root").asText(), success, type))
                    .add(under("error", error(answer.get("signedErrors")), type));
            return either;
        }
        if (answer.has("fields")) {
            return OpenApi.object(answer.get("fields"));
        }
        if (answer.has("errors") && type.equals("application/json")) {
            ObjectNode refusal = node();
            ArrayNode both = refusal.putArray("allOf");
            both.addObject().put("$ref", "#/components/schemas/Error");
            both.addObject()
                    .put("type", "object")
                    .putObject("properties")
                    .putObject("result")
                    .put("type", "integer")
                    .set("enum", answer.get("errors"));
            return refusal;
        }
        ObjectNode plain = node().put("type", "string");
        return type.startsWith("text/") ? plain : plain.put("format", "binary");
    }

    /** The root is a field of the only object in JSON, and the element itself in XML. */
    private static ObjectNode under(String root, ObjectNode content, String type) {
        if (type.equals("application/xml")) {
            content.putObject("xml").put("name", root);
            return content;
        }
        ObjectNode whole = node().put("type", "object");
        whole.putObject("properties").set(root, content);
        whole.putArray("required").add(root);
        return whole;
    }

    private static ObjectNode error(JsonNode errors) {
        ObjectNode error = node().put("type", "object");
        ObjectNode properties = error.putObject("properties");
        for (String field : new String[] {"title", "message"}) {
            TreeSet<String> texts = new TreeSet<>();
            errors.forEach(one -> texts.add(one.get(field).asText()));
            ArrayNode all = properties.putObject(field).put("type", "string").putArray("enum");
            texts.forEach(all::add);
        }
        error.putArray("required").add("title").add("message");
        return error;
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
