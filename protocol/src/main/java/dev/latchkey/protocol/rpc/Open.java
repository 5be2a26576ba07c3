package dev.latchkey.protocol.rpc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a resource outside the pCloud dialect that anyone reaches: it guards itself, or has nothing to guard. Its methods
 * say what they do by {@link Operation}, or it does by {@link dev.latchkey.protocol.tuyu.TuyuMethod}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Open {

    /** Under which of the installation's addresses people reach it. */
    enum Site {
        /** Where programs call: {@code latchkey.public.api-hosts}. */
        API,
        /** Where links lead: {@code latchkey.public.url}. */
        PAGES
    }

    /** Why that is right. */
    String because();

    /** The address; a gateway may give each a host of its own. */
    Site site() default Site.API;
}
