package dev.latchkey.protocol.rpc;

import dev.latchkey.protocol.error.ApiError;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a resource as a method of the pCloud dialect. The method's name is the resource's path. The API reference, the routes of the gateway, the
 * access check and the tests all follow this declaration.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ApiMethod {

    /** What it does, in one sentence. */
    String summary();

    /** Who may call it. There is no default: forgetting it must not compile. */
    Access access();

    /** The errors it may answer, besides those that its access and every method imply. */
    ApiError[] errors() default {};

    /** What the request's body is for. */
    Body body() default Body.PARAMETERS;
}
