/** The errors of the pCloud dialect: the only list. */
@NullMarked
package dev.latchkey.protocol.error;

import org.jspecify.annotations.NullMarked;
