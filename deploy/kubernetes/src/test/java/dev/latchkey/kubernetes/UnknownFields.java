package dev.latchkey.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds fields that the API does not know: the models keep them aside, where a cluster would drop or refuse them. */
final class UnknownFields {

    private final List<String> found = new ArrayList<>();

    private UnknownFields() {}

    /** Where in these objects there are any: {@code Service.spec.ports[0].portz}. */
    static List<String> of(List<?> objects) {
        UnknownFields search = new UnknownFields();
        objects.forEach(object -> search.look(object, object.getClass().getSimpleName()));
        return search.found;
    }

    private void look(Object value, String path) {
        switch (value) {
            case null -> {}
            case GenericKubernetesResource unknown -> found.add(path + ": no such kind as " + unknown.getKind());
            case Collection<?> list -> {
                int index = 0;
                for (Object item : list) {
                    look(item, path + "[" + index++ + "]");
                }
            }
            case Map<?, ?> map -> map.forEach((key, item) -> look(item, path + "." + key));
            default -> lookInside(value, path);
        }
    }

    private void lookInside(Object value, String path) {
        if (!value.getClass().getName().startsWith("io.fabric8.")
                || value.getClass().isEnum()) {
            return;
        }
        Stream.of(value.getClass().getMethods())
                .filter(method -> method.getName().startsWith("get") && method.getParameterCount() == 0)
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getDeclaringClass() != Object.class)
                .sorted(Comparator.comparing(Method::getName))
                .forEach(getter -> {
                    Object inner = call(getter, value);
                    if (getter.getName().equals("getAdditionalProperties")) {
                        ((Map<?, ?>) inner).keySet().forEach(name -> found.add(path + "." + name));
                    } else {
                        String name = getter.getName().substring(3);
                        look(inner, path + "." + Character.toLowerCase(name.charAt(0)) + name.substring(1));
                    }
                });
    }

    private static Object call(Method getter, Object value) {
        try {
            return getter.invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(getter + " of " + value.getClass(), e);
        }
    }
}
