/**
 * The Tuyu dialect: how its requests are signed and its answers written. A projection of the same results and errors as
 * the pCloud dialect's, never a second model. What of it is offered: {@code docs/tuyu.md}.
 */
@NullMarked
package dev.latchkey.protocol.tuyu;

import org.jspecify.annotations.NullMarked;
