package dev.latchkey.protocol.rpc;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Where each service begins. The framework would answer an address with a brace in its query with an empty 400 before anybody can look at it; {@link
 * ParameterMerge} looks at all of them and knows which can be understood. That has to be said before the framework is loaded, or, of an
 * executable, while it is built.
 */
@QuarkusMain
public final class Main {

    public static void main(String... arguments) {
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(arguments);
    }
}
