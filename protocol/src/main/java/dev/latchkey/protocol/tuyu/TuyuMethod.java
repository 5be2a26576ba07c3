package dev.latchkey.protocol.tuyu;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a resource as a method of the Tuyu dialect. Its path, less the suffix, is the method's. The API reference and
 * the OpenAPI documents follow this declaration.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TuyuMethod {

    /** What it does, in one sentence. */
    String summary();

    /** Its parameters besides {@link TuyuParameter}s: a record, the names of whose components are theirs in snake case. */
    Class<? extends Record> parameters();

    /** The published root of its answer, such as {@code fileCreateLink}. */
    String root();

    /** What is below: a record, the names of whose components are those of the fields. */
    Class<? extends Record> result();

    /** The errors it may answer. */
    TuyuError[] errors();
}
