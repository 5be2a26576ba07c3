package dev.latchkey.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the services offer as an OpenAPI document, 3.0.3 since that is what gateways and generators read. */
final class OpenApi {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Pattern ERROR_ROW = Pattern.compile("(?m)^\\| (\\d+) \\| `\\w+` \\| (.*) \\|$");
    private static final String ABOUT = """
            Generated from the services' declarations. Methods are those paths of one word: their every answer is HTTP \
            200 with `result`: 0 is success, anything else an error, repeated in `X-Error`; parameters come in the query \
            or as a form. Beside them are the signed dialect (docs/tuyu.md), the addresses of links (docs/links.md), \
            content by signed URLs (docs/content.md), and the public keys (docs/auth.md).""";

    private final Map<Integer, String> errors;

    OpenApi() {
        try {
            errors = ERROR_ROW
                    .matcher(Files.readString(Repository.file("docs/api/errors.md")))
                    .results()
                    .collect(Collectors.toMap(row -> Integer.valueOf(row.group(1)), (MatchResult row) -> row.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The document of these methods.
     *
     * @param title what the document is of
     * @param methods rows of {@code methods.json}
     * @param operations rows of {@code operations.json}
     */
    String render(String title, List<JsonNode> methods, List<JsonNode> operations) {
        ObjectNode document = JSON.createObjectNode().put("openapi", "3.0.3");
        document.putObject("info")
                .put("title", title)
                .put("version", "1")
                .put("description", ABOUT)
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        document.putArray("servers").addObject().put("url", "/").put("description", "The installation's API host");
        ArrayNode tags = document.putArray("tags");
        Stream.concat(methods.stream(), operations.stream())
                .map(method -> method.get("service").asText())
                .distinct()
                .sorted()
                .forEach(service -> tags.addObject().put("name", service));
        Map<String, ObjectNode> paths = new TreeMap<>();
        methods.forEach(method -> paths.put("/" + method.get("method").asText(), path(method)));
        operations.forEach(operation -> OpenApiOperation.add(
                paths.computeIfAbsent(operation.get("path").asText(), _ -> JSON.createObjectNode()),
                operation,
                errors));
        document.putObject("paths").setAll(paths);
        components(document.putObject("components"));
        try {
            return JSON.writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode path(JsonNode method) {
        ObjectNode path = JSON.createObjectNode();
        String name = method.get("method").asText();
        ObjectNode get = operation(method, name);
        if (method.get("body").asText().equals("STREAM")) {
            ObjectNode put = path.putObject("put");
            put.setAll(get);
            parameters(put, method);
            content(put, "application/octet-stream").put("type", "string").put("format", "binary");
            ObjectNode post = path.putObject("post");
            post.setAll(operation(method, name + "Form"));
            parameters(post, method);
            ObjectNode form = content(post, "multipart/form-data").put("type", "object");
            form.putObject("properties").putObject("file").put("type", "string").put("format", "binary");
            return path;
        }
        path.set("get", get);
        parameters(get, method);
        ObjectNode post = path.putObject("post");
        post.setAll(operation(method, name + "Form"));
        if (!method.get("parameters").isEmpty()) {
            ObjectNode form = content(post, "application/x-www-form-urlencoded").put("type", "object");
            ObjectNode properties = form.putObject("properties");
            for (JsonNode parameter : method.get("parameters")) {
                properties.set(parameter.get("name").asText(), schema(parameter));
            }
        }
        return path;
    }

    private ObjectNode operation(JsonNode method, String id) {
        ObjectNode operation = JSON.createObjectNode()
                .put("operationId", id)
                .put("summary", method.get("summary").asText());
        operation.putArray("tags").add(method.get("service").asText());
        if (method.get("access").asText().equals("ACCOUNT")) {
            ArrayNode security = operation.putArray("security");
            security.addObject().putArray("auth");
            security.addObject().putArray("bearer");
        }
        ObjectNode ok = operation.putObject("responses").putObject("200");
        ok.put("description", "Success, or one of these errors: " + said(method) + ".");
        ok.putObject("headers")
                .putObject("X-Error")
                .put("description", "The error's code; absent on success.")
                .putObject("schema")
                .put("type", "integer");
        ArrayNode either = ok.putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .putArray("oneOf");
        ObjectNode success = object(method.get("output"));
        ((ObjectNode) success.get("properties"))
                .putObject("result")
                .put("type", "integer")
                .putArray("enum")
                .add(0);
        ArrayNode required =
                success.has("required") ? (ArrayNode) success.get("required") : success.putArray("required");
        required.add("result");
        either.add(success);
        ArrayNode both = either.addObject().putArray("allOf");
        both.addObject().put("$ref", "#/components/schemas/Error");
        ArrayNode codes = both.addObject()
                .put("type", "object")
                .putObject("properties")
                .putObject("result")
                .put("type", "integer")
                .putArray("enum");
        method.get("errors").forEach(codes::add);
        return operation;
    }

    private String said(JsonNode method) {
        return said(method.get("errors"), errors);
    }

    /** Errors in words. */
    static String said(JsonNode codes, Map<Integer, String> errors) {
        StringBuilder said = new StringBuilder();
        for (JsonNode code : codes) {
            String text = errors.get(code.asInt());
            if (text == null) {
                throw new IllegalStateException("docs/api/errors.md lacks " + code);
            }
            said.append(said.isEmpty() ? "" : "; ").append(code).append(' ').append(text.replaceFirst("\\.$", ""));
        }
        return said.toString();
    }

    private static void parameters(ObjectNode operation, JsonNode method) {
        if (method.get("parameters").isEmpty()) {
            return;
        }
        ArrayNode parameters = operation.putArray("parameters");
        for (JsonNode parameter : method.get("parameters")) {
            ObjectNode node = parameters.addObject();
            node.put("name", parameter.get("name").asText())
                    .put("in", "query")
                    .put("description", parameter.get("doc").asText());
            ObjectNode schema = schema(parameter);
            schema.remove("description");
            node.set("schema", schema);
        }
    }

    private static ObjectNode content(ObjectNode operation, String type) {
        return operation
                .putObject("requestBody")
                .putObject("content")
                .putObject(type)
                .putObject("schema");
    }

    static ObjectNode object(JsonNode fields) {
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JSON.createArrayNode();
        for (JsonNode field : fields) {
            properties.set(field.get("name").asText(), schema(field));
            if (!field.get("optional").asBoolean()) {
                required.add(field.get("name").asText());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    static ObjectNode schema(JsonNode field) {
        String type = field.get("type").asText();
        String doc = field.get("doc").asText();
        if (type.endsWith("[]")) {
            ObjectNode array = JSON.createObjectNode().put("type", "array").put("description", doc);
            array.set("items", value(type.substring(0, type.length() - 2), field));
            return array;
        }
        ObjectNode value = value(type, field);
        if (!value.has("$ref")) {
            return value.put("description", doc);
        }
        // Beside a reference nothing else is read.
        ObjectNode described = JSON.createObjectNode().put("description", doc);
        described.putArray("allOf").add(value);
        return described;
    }

    private static ObjectNode value(String type, JsonNode field) {
        ObjectNode schema = JSON.createObjectNode();
        return switch (type) {
            case "seconds" -> schema.put("type", "number");
            case "bool" -> schema.put("type", "boolean");
            case "string", "path", "name", "datetime" -> schema.put("type", "string");
            case "int", "number", "accountid", "fileid", "folderid", "linkid" ->
                schema.put("type", "integer").put("format", "int64");
            case "flag" -> {
                schema.put("type", "integer").putArray("enum").add(0).add(1);
                yield schema;
            }
            case "metadata" -> schema.put("$ref", "#/components/schemas/Metadata");
            case "object" -> field.has("fields") ? object(field.get("fields")) : schema.put("type", "object");
            default -> throw new IllegalStateException("How is " + type + " written in OpenAPI?");
        };
    }

    private static void components(ObjectNode components) {
        ObjectNode schemas = components.putObject("schemas");
        ObjectNode error = schemas.putObject("Error").put("type", "object");
        error.putArray("required").add("result").add("error");
        ObjectNode properties = error.putObject("properties");
        properties.putObject("result").put("type", "integer").put("description", "The error's code.");
        properties.putObject("error").put("type", "string").put("description", "The error in words.");
        schemas.putObject("Metadata")
                .put("type", "object")
                .put("description", "A file or folder: docs/files.md lists its fields.")
                .put("additionalProperties", true);
        ObjectNode schemes = components.putObject("securitySchemes");
        schemes.putObject("auth")
                .put("type", "apiKey")
                .put("in", "query")
                .put("name", "auth")
                .put("description", "A session's token.");
        schemes.putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "A session's token, or a JWT of auth-service.");
        schemes.putObject("signature")
                .put("type", "apiKey")
                .put("in", "query")
                .put("name", "signature")
                .put(
                        "description",
                        "The signed dialect's; in the form if there is one. docs/tuyu.md says what is signed.");
    }
}
