package dev.latchkey.protocol.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.Open;
import dev.latchkey.protocol.tuyu.TuyuFormat;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A path by which clients reach a service. What is {@code @Internal} has none, nor has anything below {@code /q}.
 *
 * @param path decoded; a prefix ends in a slash
 * @param match whether it is the path, or what paths begin with
 * @param site by which of the installation's addresses
 */
public record PublicRoute(String path, Match match, Site site) {

    /** How a path is compared. */
    public enum Match {
        EXACT,
        PREFIX
    }

    /** The addresses of an installation; they may be one. */
    public enum Site {
        API,
        PAGES,
        CONTENT
    }

    private static final Pattern WHOLE_SEGMENT = Pattern.compile("(/.*/|/)\\{\\w+}");
    private static final Pattern TUYU_METHOD = Pattern.compile("(/[\\w/]+)\\{suffix: .+}");

    /** What the resources on the class path declare, by path. */
    static List<PublicRoute> declared() {
        return resources()
                .flatMap(PublicRoute::of)
                .distinct()
                .sorted(Comparator.comparing(PublicRoute::path))
                .toList();
    }

    /** The resources on the class path that clients reach. */
    static Stream<Class<?>> resources() {
        return Declarations.declaring().stream()
                .filter(type -> type.isAnnotatedWith(ApiMethod.class) || type.isAnnotatedWith(Open.class))
                .filter(type -> type.isAnnotatedWith(Path.class))
                .map(JavaClass::reflect);
    }

    /** The methods of a resource that answer requests. */
    static Stream<Method> handlers(Class<?> resource) {
        return Stream.of(resource.getDeclaredMethods()).filter(PublicRoute::isHandler);
    }

    /** By which paths a method of a resource is reached, parameters in braces. */
    static String template(Class<?> resource, Method handler) {
        String root = resource.getAnnotation(Path.class).value();
        Path path = handler.getAnnotation(Path.class);
        return path == null ? root : root.replaceFirst("/$", "") + "/" + path.value();
    }

    /** Whether some path belongs to both. */
    boolean overlaps(PublicRoute other) {
        return (match == Match.PREFIX && other.path.startsWith(path))
                || (other.match == Match.PREFIX && path.startsWith(other.path))
                || path.equals(other.path);
    }

    ObjectNode entry(String service) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("path", path)
                .put("match", match.name())
                .put("service", service)
                .put("site", site.name());
    }

    static PublicRoute of(JsonNode entry) {
        return new PublicRoute(
                entry.get("path").asText(),
                Match.valueOf(entry.get("match").asText()),
                Site.valueOf(entry.get("site").asText()));
    }

    private static Stream<PublicRoute> of(Class<?> resource) {
        Open open = resource.getAnnotation(Open.class);
        Site site = open == null ? Site.API : Site.valueOf(open.site().name());
        return handlers(resource).map(handler -> template(resource, handler)).flatMap(template -> of(template, site));
    }

    private static Stream<PublicRoute> of(String template, Site site) {
        var whole = WHOLE_SEGMENT.matcher(template);
        if (whole.matches()) {
            return Stream.of(new PublicRoute(whole.group(1), Match.PREFIX, site));
        }
        var tuyu = TUYU_METHOD.matcher(template);
        if (tuyu.matches()) {
            return suffixes().map(suffix -> new PublicRoute(tuyu.group(1) + suffix, Match.EXACT, site));
        }
        if (template.contains("{")) {
            throw new IllegalStateException("How does a gateway match " + template + "?");
        }
        return Stream.of(new PublicRoute(template, Match.EXACT, site));
    }

    /** The suffixes that a method of the signed dialect knows, the empty one included. */
    static Stream<String> suffixes() {
        return Stream.concat(
                        Stream.of(""),
                        Stream.of(TuyuFormat.values())
                                .map(format -> "." + format.name().toLowerCase(Locale.ROOT)))
                .filter(suffix -> TuyuFormat.ofSuffix(suffix).isPresent());
    }

    private static boolean isHandler(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }
}
