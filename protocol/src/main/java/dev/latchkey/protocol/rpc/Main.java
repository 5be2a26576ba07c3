package dev.latchkey.protocol.rpc;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Where each service begins: with what has to be said before the framework is loaded.
 *
 * <p>The framework would answer an address with a brace in its query with an empty 400 before anybody can look at it; {@link
 * ParameterMerge} looks at all of them and knows which can be understood. Of an executable that has to be said while it is built, too.
 *
 * <p>In executables, virtual threads that wait for sockets may wait for ever if those that wake them are virtual, too (oracle/graal#13787): of twenty
 * starts under load one left a service that never heard from its database again. So these are ordinary threads there.
 */
@QuarkusMain
public final class Main {

    private static final String ORDINARY_THREADS = "1";

    public static void main(String... arguments) {
        System.setProperty("vertx.disableURIValidation", "true");
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            System.setProperty("jdk.pollerMode", ORDINARY_THREADS);
        }
        Quarkus.run(arguments);
    }
}
