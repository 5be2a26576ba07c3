package dev.latchkey.protocol.testing;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.Metadata;
import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.Body;
import dev.latchkey.protocol.rpc.Doc;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;

/** The API methods on the class path as they declare themselves, read by plain reflection. */
public final class Declarations {

    /** A parameter or a field: wire name, type as shown in the reference, and what it is. */
    public record Field(String name, String type, boolean optional, String doc, List<Field> fields) {

        /** As it stands in the reference for programs. */
        ObjectNode entry() {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("name", name).put("type", type).put("optional", optional).put("doc", doc);
            if (!fields.isEmpty()) {
                ArrayNode inner = node.putArray("fields");
                fields.forEach(field -> inner.add(field.entry()));
            }
            return node;
        }
    }

    /** One declared method. */
    public record Declared(String name, ApiMethod method, List<Field> parameters, List<Field> output) {

        /** Every error the method may answer. */
        public Set<ApiError> errors() {
            Set<ApiError> errors = new TreeSet<>(Arrays.asList(method.errors()));
            errors.addAll(method.access().errors());
            errors.add(ApiError.INTERNAL_ERROR);
            // What any parameter of that kind answers when it is malformed.
            parameters.forEach(parameter -> errors.addAll(errorsOf(parameter.type())));
            return errors;
        }
    }

    private static final Map<String, Set<ApiError>> BY_TYPE = Map.of(
            "folderid", Set.of(ApiError.INVALID_FOLDERID),
            "fileid", Set.of(ApiError.INVALID_FILEID),
            "path", Set.of(ApiError.INVALID_PATH),
            "name", Set.of(ApiError.INVALID_NAME),
            "datetime", Set.of(ApiError.INVALID_DATE_TIME),
            "number", Set.of(ApiError.INVALID_NUMBER));

    private static final UnaryOperator<String> IN_LOWER_CASE = name -> name.toLowerCase(Locale.ROOT);

    private static final Map<String, Declared> METHODS = read();

    private Declarations() {}

    /** All methods, by name. */
    public static List<Declared> all() {
        return METHODS.values().stream()
                .sorted(Comparator.comparing(Declared::name))
                .toList();
    }

    /** The method of a name. */
    public static Declared of(String name) {
        Declared declared = METHODS.get(name);
        if (declared == null) {
            throw new NoSuchElementException("No class declares the API method " + name);
        }
        return declared;
    }

    private static Set<ApiError> errorsOf(String type) {
        return BY_TYPE.getOrDefault(type, Set.of());
    }

    private static Map<String, Declared> read() {
        return declaring().stream()
                .filter(type -> type.isAnnotatedWith(ApiMethod.class))
                .map(JavaClass::reflect)
                .map(Declarations::declared)
                .collect(Collectors.toMap(Declared::name, declared -> declared));
    }

    /** Our own classes; what they use of others is not followed, which would read half of all libraries. */
    static JavaClasses declaring() {
        return ArchConfiguration.withThreadLocalScope(archUnit -> {
            archUnit.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.latchkey");
        });
    }

    private static Declared declared(Class<?> type) {
        ApiMethod method = type.getAnnotation(ApiMethod.class);
        String name = type.getAnnotation(Path.class).value().replaceFirst("^/", "");
        List<Method> handlers = Stream.of(type.getDeclaredMethods())
                .filter(candidate -> candidate.isAnnotationPresent(GET.class)
                        || candidate.isAnnotationPresent(POST.class)
                        || candidate.isAnnotationPresent(PUT.class))
                .toList();
        if (handlers.isEmpty() || (handlers.size() > 1 && method.body() == Body.PARAMETERS)) {
            throw new IllegalStateException(type + " needs one resource method, or several if it reads a stream");
        }
        List<Field> parameters = handlers.stream()
                .flatMap(handler -> Stream.of(handler.getParameters()))
                .filter(parameter -> parameter.isAnnotationPresent(BeanParam.class))
                .map(parameter -> parameter.getType())
                .distinct()
                .flatMap(bean -> Stream.of(bean.getRecordComponents()))
                .map(Declarations::parameter)
                .toList();
        Class<?> result = handlers.getFirst().getReturnType();
        return new Declared(name, method, parameters, result.isRecord() ? fields(result, IN_LOWER_CASE) : List.of());
    }

    private static Field parameter(RecordComponent component) {
        RestQuery query = component.getAccessor().getAnnotation(RestQuery.class);
        RestQuery declared = query == null ? componentAnnotation(component, RestQuery.class) : query;
        String name = declared == null || declared.value().isEmpty() ? component.getName() : declared.value();
        return new Field(name, typeName(component.getGenericType()), isOptional(component), doc(component), List.of());
    }

    private static <A extends java.lang.annotation.Annotation> A componentAnnotation(
            RecordComponent component, Class<A> kind) {
        A direct = component.getAnnotation(kind);
        if (direct != null) {
            return direct;
        }
        try {
            return component
                    .getDeclaringRecord()
                    .getDeclaredField(component.getName())
                    .getAnnotation(kind);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The fields of a record, which are called as its components are, put into the dialect's manner. */
    static List<Field> fields(Class<?> type, UnaryOperator<String> naming) {
        return fields(type, naming, List.of());
    }

    private static List<Field> fields(Class<?> type, UnaryOperator<String> naming, List<Class<?>> outer) {
        if (outer.contains(type) || type == Metadata.class) {
            return List.of();
        }
        List<Class<?>> path = new ArrayList<>(outer);
        path.add(type);
        List<Field> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Class<?> element = element(component.getGenericType());
            if (componentAnnotation(component, JsonUnwrapped.class) != null) {
                fields.addAll(fields(element, naming, path));
                continue;
            }
            JsonProperty property = componentAnnotation(component, JsonProperty.class);
            fields.add(new Field(
                    property == null || property.value().isEmpty()
                            ? naming.apply(component.getName())
                            : property.value(),
                    typeName(component.getGenericType()),
                    isOptional(component),
                    doc(component),
                    element.isRecord() && !isValue(element) ? fields(element, naming, path) : List.of()));
        }
        return fields;
    }

    private static boolean isOptional(RecordComponent component) {
        return component.getType() == Optional.class;
    }

    private static String doc(RecordComponent component) {
        Doc doc = component.getAnnotation(Doc.class);
        if (doc == null) {
            throw new IllegalStateException(
                    component.getDeclaringRecord().getName() + "." + component.getName() + " needs a @Doc");
        }
        return doc.value();
    }

    private static boolean isValue(Class<?> type) {
        return type.getPackageName().equals("dev.latchkey.protocol.value");
    }

    private static Class<?> element(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return element(arguments[arguments.length - 1]);
        }
        return (Class<?>) type;
    }

    static String typeName(Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] arguments = generic.getActualTypeArguments();
            if (raw == Optional.class) {
                return typeName(arguments[0]);
            }
            if (Collection.class.isAssignableFrom(raw)) {
                return typeName(arguments[0]) + "[]";
            }
            return "object";
        }
        Class<?> raw = (Class<?>) type;
        if (raw == boolean.class || raw == Boolean.class) {
            return "bool";
        }
        if (raw == String.class) {
            return "string";
        }
        if (raw == Instant.class) {
            return "datetime";
        }
        if (raw.isPrimitive() || Number.class.isAssignableFrom(raw)) {
            return "int";
        }
        if (raw == Metadata.class) {
            return "metadata";
        }
        if (isValue(raw)) {
            return switch (raw.getSimpleName()) {
                case "FilePath" -> "path";
                case "FileName" -> "name";
                case "WireTime" -> "datetime";
                case "Count" -> "number";
                default -> raw.getSimpleName().toLowerCase(Locale.ROOT);
            };
        }
        return isReadFromText(raw) ? wireType(raw) : "object";
    }

    private static boolean isReadFromText(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("valueOf")
                        && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class}));
    }

    /** A service's own value type shows as what it is made of; what it demands of it stands in the doc. */
    private static String wireType(Class<?> type) {
        boolean number = type.isRecord()
                && type.getRecordComponents().length == 1
                && typeName(type.getRecordComponents()[0].getType()).equals("int");
        return number ? "int" : "string";
    }
}
