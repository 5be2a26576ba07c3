package dev.latchkey.protocol.rpc;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What this service's resources declare. A resource that declares nothing stops the start: an open door must be a decision.
 */
@Singleton
final class Declared {

    /** Addresses of methods: of the pCloud dialect, and of the signed one, whose suffix names a format. */
    private static final Pattern METHOD_PATH = Pattern.compile("/[a-z][a-z0-9_]*|/api/[a-z_]+");

    private static final String SIGNED_DIALECT = "/api/";

    private volatile Set<String> methods = Set.of();
    private volatile Set<String> streams = Set.of();

    void read(@Observes StartupEvent start) {
        Set<String> known = new HashSet<>();
        Set<String> streamed = new HashSet<>();
        Set<String> undeclared = new TreeSet<>();
        for (Bean<?> bean : Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE)) {
            if (((InjectableBean<?>) bean).getKind() != InjectableBean.Kind.CLASS) {
                continue;
            }
            Class<?> type = bean.getBeanClass();
            // Reading the annotations of all the framework's beans would be felt at the start.
            @Nullable Path path = type.getName().startsWith("dev.latchkey.") ? type.getAnnotation(Path.class) : null;
            if (path == null) {
                continue;
            }
            ApiMethod method = type.getAnnotation(ApiMethod.class);
            if (method == null && !type.isAnnotationPresent(Internal.class) && !type.isAnnotationPresent(Open.class)) {
                undeclared.add(type.getName());
            }
            String address = path.value().startsWith("/") ? path.value() : "/" + path.value();
            String base = address.replaceFirst("\\{.*", "");
            if (!type.isAnnotationPresent(Internal.class)
                    && METHOD_PATH.matcher(base).matches()) {
                known.add(base);
            }
            if (method != null && method.body() == Body.STREAM) {
                streamed.add(base);
            }
        }
        if (!undeclared.isEmpty()) {
            throw new IllegalStateException("Resources without @ApiMethod, @Internal or @Open: " + undeclared);
        }
        methods = Set.copyOf(known);
        streams = Set.copyOf(streamed);
    }

    /** Whether a method of either dialect is called by that path; one of the signed dialect by any suffix. */
    boolean knows(String path) {
        int suffix = path.startsWith(SIGNED_DIALECT) ? path.indexOf('.') : -1;
        return methods.contains(suffix < 0 ? path : path.substring(0, suffix));
    }

    /** Whether the method called by that path reads its body itself. */
    boolean isStream(String path) {
        return streams.contains(path);
    }
}
