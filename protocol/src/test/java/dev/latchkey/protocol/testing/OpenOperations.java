package dev.latchkey.protocol.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.rpc.Doc;
import dev.latchkey.protocol.rpc.Open;
import dev.latchkey.protocol.rpc.Operation;
import dev.latchkey.protocol.testing.Declarations.Field;
import dev.latchkey.protocol.testing.OpenOperation.Answer;
import dev.latchkey.protocol.testing.OpenOperation.Header;
import dev.latchkey.protocol.testing.OpenOperation.Parameter;
import dev.latchkey.protocol.testing.OpenOperation.Place;
import dev.latchkey.protocol.testing.PublicRoute.Site;
import dev.latchkey.protocol.tuyu.TuyuFormat;
import dev.latchkey.protocol.tuyu.TuyuMethod;
import dev.latchkey.protocol.tuyu.TuyuParameter;
import io.restassured.filter.Filter;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The operations of the {@code @Open} resources on the class path as they declare themselves, read by plain reflection. */
public final class OpenOperations {

    /** Verbs by which a method of the signed dialect is called: with everything in the query, or in a form. */
    private static final Map<String, Place> SIGNED_VERBS =
            new TreeMap<>(Map.of("GET", Place.QUERY, "POST", Place.FORM));

    private OpenOperations() {}

    /** All of them, where no error has a status of its own. */
    public static List<OpenOperation> declared() {
        return declared(error -> {
            throw new IllegalStateException("Which status has " + error + "?");
        });
    }

    /**
     * All of them.
     *
     * @param statuses which status an error has
     */
    public static List<OpenOperation> declared(ToIntFunction<ApiError> statuses) {
        return PublicRoute.resources()
                .filter(type -> type.isAnnotationPresent(Open.class))
                .flatMap(type -> type.isAnnotationPresent(TuyuMethod.class)
                        ? signed(type)
                        : PublicRoute.handlers(type).map(handler -> operation(type, handler, statuses)))
                .toList();
    }

    /** Refuses answers that are not declared, so that every test with this filter is also a test of the reference. */
    public static Filter refusingUndeclared(List<OpenOperation> operations) {
        return (request, response, context) -> {
            var answer = context.next(request, response);
            String path = URI.create(request.getURI()).getPath();
            operations.stream()
                    .filter(operation -> operation.isCalledBy(request.getMethod(), path))
                    .forEach(operation -> assertThat(operation.answers())
                            .as("%s answered %s, %s", operation.id(), answer.statusCode(), answer.contentType())
                            .anySatisfy(declared -> {
                                assertThat(answer.statusCode()).isEqualTo(declared.status());
                                assertThat(sentTypes(operation, answer.contentType()))
                                        .isEqualTo(declared.types());
                                declared.headers()
                                        .forEach(header -> assertThat(answer.header(header.name()))
                                                .as(header.name())
                                                .isNotNull());
                            }));
            return answer;
        };
    }

    private static OpenOperation operation(Class<?> type, Method handler, ToIntFunction<ApiError> statuses) {
        Operation declared = handler.getAnnotation(Operation.class);
        if (declared == null) {
            throw new IllegalStateException(handler + " needs an @Operation");
        }
        Open open = type.getAnnotation(Open.class);
        List<Answer> answers = new ArrayList<>();
        answers.add(new Answer(
                declared.status(),
                declared.answer(),
                types(declared.type()),
                Stream.of(declared.headers())
                        .map(header -> new Header(header.name(), header.doc()))
                        .toList(),
                Optional.empty(),
                declared.result() == void.class
                        ? List.of()
                        : Declarations.fields(declared.result(), name -> name.toLowerCase(Locale.ROOT)),
                List.of(),
                List.of()));
        Stream.of(declared.errors())
                .sorted()
                .collect(Collectors.groupingBy(statuses::applyAsInt, TreeMap::new, Collectors.toList()))
                .forEach((status, errors) ->
                        answers.add(Answer.refusal(status, errors, types(declared.errorType()), List.of())));
        return new OpenOperation(
                handler.getName(),
                verb(handler),
                PublicRoute.template(type, handler),
                Site.valueOf(open.site().name()),
                declared.summary(),
                Optional.of(open.because()),
                Stream.of(handler.getParameters())
                        .map(OpenOperations::parameter)
                        .toList(),
                answers);
    }

    private static Parameter parameter(java.lang.reflect.Parameter parameter) {
        Place place;
        String given;
        if (parameter.isAnnotationPresent(RestPath.class)) {
            place = Place.PATH;
            given = parameter.getAnnotation(RestPath.class).value();
        } else if (parameter.isAnnotationPresent(RestQuery.class)) {
            place = Place.QUERY;
            given = parameter.getAnnotation(RestQuery.class).value();
        } else if (parameter.isAnnotationPresent(RestForm.class)) {
            place = Place.FORM;
            given = parameter.getAnnotation(RestForm.class).value();
        } else {
            throw new IllegalStateException("Where does " + parameter + " stand?");
        }
        Field field = new Field(
                given.isEmpty() ? parameter.getName() : given,
                Declarations.typeName(parameter.getParameterizedType()),
                parameter.getAnnotatedType().isAnnotationPresent(Nullable.class),
                doc(parameter),
                List.of());
        return new Parameter(place, field);
    }

    private static String doc(AnnotatedElement element) {
        Doc doc = element.getAnnotation(Doc.class);
        if (doc == null) {
            throw new IllegalStateException(element + " needs a @Doc");
        }
        return doc.value();
    }

    private static Stream<OpenOperation> signed(Class<?> type) {
        TuyuMethod declared = type.getAnnotation(TuyuMethod.class);
        String path = type.getAnnotation(Path.class).value();
        String name = path.substring(path.lastIndexOf('/') + 1, path.indexOf('{'));
        return PublicRoute.suffixes().flatMap(suffix -> {
            TuyuFormat format = TuyuFormat.ofSuffix(suffix).orElseThrow();
            Answer answer = new Answer(
                    200,
                    "Success, or one of the errors.",
                    types(format.contentType()),
                    List.of(new Header("Cache-Control", "no-store.")),
                    Optional.of(declared.root()),
                    Declarations.fields(declared.result(), field -> field),
                    List.of(),
                    Stream.of(declared.errors()).sorted().toList());
            return SIGNED_VERBS.entrySet().stream()
                    .map(verb -> new OpenOperation(
                            name + suffix.replace('.', '_') + (verb.getValue() == Place.FORM ? "Form" : ""),
                            verb.getKey(),
                            path.substring(0, path.indexOf('{')) + suffix,
                            Site.valueOf(type.getAnnotation(Open.class).site().name()),
                            declared.summary(),
                            Optional.empty(),
                            signedParameters(declared, verb.getValue()),
                            List.of(answer)));
        });
    }

    private static List<Parameter> signedParameters(TuyuMethod declared, Place place) {
        Stream<Field> own =
                Stream.of(declared.parameters().getRecordComponents()).map(OpenOperations::signedParameter);
        Stream<Field> common = Arrays.stream(TuyuParameter.values())
                .map(parameter -> new Field(
                        parameter.wireName(),
                        parameter == TuyuParameter.TIMESTAMP ? "int" : "string",
                        false,
                        parameter.doc(),
                        List.of()));
        return Stream.concat(own, common)
                .map(field -> new Parameter(place, field))
                .toList();
    }

    private static Field signedParameter(RecordComponent component) {
        return new Field(
                component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT),
                Declarations.typeName(component.getGenericType()),
                component.getType() == Optional.class,
                doc(component),
                List.of());
    }

    private static String verb(Method handler) {
        return Arrays.stream(handler.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .findFirst()
                .orElseThrow()
                .value();
    }

    /** On HEAD it is the type of a body that does not come. */
    private static List<String> sentTypes(OpenOperation operation, @Nullable String contentType) {
        return contentType == null || operation.verb().equals("HEAD") ? List.of() : types(contentType);
    }

    private static List<String> types(String contentType) {
        return contentType.isEmpty() ? List.of() : List.of(mediaType(contentType));
    }

    private static String mediaType(String contentType) {
        return contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }
}
