/** The signed-request dialect of this service. */
@NullMarked
package dev.latchkey.link.tuyu;

import org.jspecify.annotations.NullMarked;
