/** The built-in reverse proxy: one address for three services. */
@NullMarked
package dev.latchkey.local.front;

import org.jspecify.annotations.NullMarked;
