package dev.latchkey.protocol.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.testing.Declarations.Field;
import dev.latchkey.protocol.testing.PublicRoute.Site;
import dev.latchkey.protocol.tuyu.TuyuError;
import java.util.List;
import java.util.Optional;

/**
 * What a verb does at a path that is none of the pCloud dialect's methods.
 *
 * @param id names it among all
 * @param path with its parameters in braces
 * @param because why it asks for no credentials; empty if it asks for a signature
 */
public record OpenOperation(
        String id,
        String verb,
        String path,
        Site site,
        String summary,
        Optional<String> because,
        List<Parameter> parameters,
        List<Answer> answers) {

    /** Where a parameter stands. */
    public enum Place {
        PATH,
        QUERY,
        HEADER,
        FORM
    }

    /** One parameter. */
    public record Parameter(Place place, Field field) {

        /** A parameter of plain text. */
        public static Parameter text(Place place, String name, String doc) {
            return new Parameter(place, new Field(name, "string", place != Place.PATH, doc, List.of()));
        }
    }

    /** A header of an answer. */
    public record Header(String name, String doc) {}

    /**
     * What may come back.
     *
     * @param types media types of the body; none if there is no body
     * @param root what the fields are below, if anything
     * @param fields of the body, if it has such
     * @param errors that it stands for
     * @param signedErrors that it may be instead, in the signed dialect
     */
    public record Answer(
            int status,
            String doc,
            List<String> types,
            List<Header> headers,
            Optional<String> root,
            List<Field> fields,
            List<ApiError> errors,
            List<TuyuError> signedErrors) {

        /** An answer whose body, if it has one, is of no shape. */
        public static Answer plain(int status, String doc, List<String> types, List<Header> headers) {
            return new Answer(status, doc, types, headers, Optional.empty(), List.of(), List.of(), List.of());
        }

        /** A refusal. */
        public static Answer refusal(int status, List<ApiError> errors, List<String> types, List<Header> headers) {
            return new Answer(status, "", types, headers, Optional.empty(), List.of(), errors, List.of());
        }
    }

    /** The route by which it is reached. */
    PublicRoute route() {
        int brace = path.indexOf('{');
        return brace < 0
                ? new PublicRoute(path, PublicRoute.Match.EXACT, site)
                : new PublicRoute(path.substring(0, brace), PublicRoute.Match.PREFIX, site);
    }

    /** Whether that is a request for it. */
    boolean isCalledBy(String method, String address) {
        String segments = path.replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+");
        return verb.equals(method) && address.matches(segments);
    }

    ObjectNode entry(String service) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("path", path).put("verb", verb).put("id", id).put("service", service);
        entry.put("site", site.name()).put("summary", summary);
        entry.put("access", because.isPresent() ? "ANYONE" : "SIGNATURE");
        because.ifPresent(why -> entry.put("because", why));
        ArrayNode parameterEntries = entry.putArray("parameters");
        parameters.forEach(parameter -> {
            ObjectNode node = parameterEntries.addObject();
            node.put("in", parameter.place().name());
            node.setAll(parameter.field().entry());
        });
        ArrayNode answerEntries = entry.putArray("answers");
        answers.forEach(answer -> entry(answer, answerEntries.addObject()));
        return entry;
    }

    private static void entry(Answer answer, ObjectNode into) {
        into.put("status", answer.status()).put("doc", answer.doc());
        answer.types().forEach(into.putArray("types")::add);
        ArrayNode headers = into.putArray("headers");
        answer.headers()
                .forEach(
                        header -> headers.addObject().put("name", header.name()).put("doc", header.doc()));
        answer.root().ifPresent(root -> into.put("root", root));
        if (!answer.fields().isEmpty()) {
            ArrayNode fields = into.putArray("fields");
            answer.fields().forEach(field -> fields.add(field.entry()));
        }
        if (!answer.errors().isEmpty()) {
            ArrayNode errors = into.putArray("errors");
            answer.errors().forEach(error -> errors.add(error.code()));
        }
        if (!answer.signedErrors().isEmpty()) {
            ArrayNode errors = into.putArray("signedErrors");
            answer.signedErrors()
                    .forEach(error ->
                            errors.addObject().put("title", error.title()).put("message", error.message()));
        }
    }
}
