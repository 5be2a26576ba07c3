/** Many who ask at the same time, answered together. */
@NullMarked
package dev.latchkey.link.batch;

import org.jspecify.annotations.NullMarked;
