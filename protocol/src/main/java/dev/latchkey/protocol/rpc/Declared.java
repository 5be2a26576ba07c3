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

/**
 * What this service's resources declare. A resource that declares nothing stops the start: an open door must be a decision.
 */
@Singleton
final class Declared {

    private volatile Set<String> streams = Set.of();

    void read(@Observes StartupEvent start) {
        Set<String> streamed = new HashSet<>();
        Set<String> undeclared = new TreeSet<>();
        for (Bean<?> bean : Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE)) {
            if (((InjectableBean<?>) bean).getKind() != InjectableBean.Kind.CLASS) {
                continue;
            }
            Class<?> type = bean.getBeanClass();
            Path path = type.getAnnotation(Path.class);
            // A client interface has a path, too, and a generated bean that is no resource.
            boolean isClient = type.getName().endsWith("$$CDIWrapper");
            if (path == null || isClient || !type.getName().startsWith("dev.latchkey.")) {
                continue;
            }
            ApiMethod method = type.getAnnotation(ApiMethod.class);
            if (method == null && !type.isAnnotationPresent(Internal.class) && !type.isAnnotationPresent(Open.class)) {
                undeclared.add(type.getName());
            }
            if (method != null && method.body() == Body.STREAM) {
                streamed.add(path.value().replaceFirst("^/", ""));
            }
        }
        if (!undeclared.isEmpty()) {
            throw new IllegalStateException("Resources without @ApiMethod, @Internal or @Open: " + undeclared);
        }
        streams = Set.copyOf(streamed);
    }

    /** Whether the method of this name reads its body itself. */
    boolean isStream(String method) {
        return streams.contains(method);
    }
}
