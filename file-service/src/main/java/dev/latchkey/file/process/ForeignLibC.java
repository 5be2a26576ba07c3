package dev.latchkey.file.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The C library a JVM runs on. */
final class ForeignLibC {

    private ForeignLibC() {}

    /** Empty if it lacks one of the functions, or if this JVM was started so that it may not be called. */
    static Optional<LibC> find() {
        try {
            return link();
        } catch (IllegalCallerException _) {
            return Optional.empty();
        }
    }

    private static Optional<LibC> link() {
        Linker linker = Linker.nativeLinker();
        SymbolLookup library = linker.defaultLookup();
        Map<Method, MethodHandle> functions = new HashMap<>();
        for (Method method : LibC.class.getDeclaredMethods()) {
            library.find(method.getName())
                    .ifPresent(address -> functions.put(method, linker.downcallHandle(address, signature(method))));
        }
        if (functions.size() < LibC.class.getDeclaredMethods().length) {
            return Optional.empty();
        }
        return Optional.of((LibC) Proxy.newProxyInstance(
                LibC.class.getClassLoader(),
                new Class<?>[] {LibC.class},
                (_, method, arguments) ->
                        Objects.requireNonNull(functions.get(method)).invokeWithArguments(arguments)));
    }

    private static FunctionDescriptor signature(Method method) {
        MemoryLayout[] parameters = Arrays.stream(method.getParameterTypes())
                .map(ForeignLibC::layout)
                .toArray(MemoryLayout[]::new);
        return method.getReturnType() == void.class
                ? FunctionDescriptor.ofVoid(parameters)
                : FunctionDescriptor.of(layout(method.getReturnType()), parameters);
    }

    private static ValueLayout layout(Class<?> type) {
        if (type == long.class) {
            return ValueLayout.JAVA_LONG;
        }
        return type == int.class ? ValueLayout.JAVA_INT : ValueLayout.JAVA_SHORT;
    }
}
