package dev.latchkey.protocol.rpc;

import dev.latchkey.protocol.error.ApiError;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares what a resource method of an {@link Open} resource does and answers; verb, path and parameters are read from
 * the method itself. The API reference and the OpenAPI documents follow it, and a method without it fails their test.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Operation {

    /** A header of an answer. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({})
    @interface Header {

        /** Its name. */
        String name();

        /** What it says. */
        String doc();
    }

    /** What it does, in one sentence. */
    String summary();

    /** The HTTP status when all is well. */
    int status() default 200;

    /** What comes then, in one sentence. */
    String answer();

    /** The media type of that; none if it has no body. */
    String type() default "";

    /** The shape of that, if it is JSON: a record with a {@link Doc} for each component. */
    Class<?> result() default void.class;

    /** The headers of that, besides those that every answer has. */
    Header[] headers() default {};

    /** The errors it may answer, each by the status of its own that this service gives it. */
    ApiError[] errors() default {};

    /** The media type of their texts; none if they have no body. */
    String errorType() default "";
}
