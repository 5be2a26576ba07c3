/** Traffic that links used, reported by file-service. */
@NullMarked
package dev.latchkey.link.traffic;

import org.jspecify.annotations.NullMarked;
