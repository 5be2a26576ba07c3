package dev.latchkey.e2e;

import dev.latchkey.local.CannotStart;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the system for the first class that asks for it; it ends with the run. */
final class SharedStack implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Latchkey.class;
    }

    @Override
    public Latchkey resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedStack.class))
                .computeIfAbsent(Start.class, _ -> Start.once(Latchkey::start), Start.class)
                .latchkey();
    }

    /** A start that was tried once; if it failed, it is not tried again for each class. */
    private sealed interface Start extends AutoCloseable {

        Latchkey latchkey();

        static Start once(Callable<Latchkey> start) {
            try {
                return new Done(start.call());
            } catch (Exception e) {
                return new Failed(e);
            }
        }

        record Done(Latchkey latchkey) implements Start {
            @Override
            public void close() {
                latchkey.close();
            }
        }

        record Failed(Exception why) implements Start {
            @Override
            public Latchkey latchkey() {
                throw new CannotStart("The system did not start: " + why.getMessage(), why);
            }

            @Override
            public void close() {}
        }
    }
}
