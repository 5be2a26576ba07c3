package dev.latchkey.protocol.rpc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares a resource outside the pCloud dialect that anyone reaches: it guards itself, or has nothing to guard. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Open {

    /** Why that is right. */
    String because();
}
