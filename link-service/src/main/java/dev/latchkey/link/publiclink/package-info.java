/** Public links: making, showing, changing, listing and deleting them, and who may open one. */
@NullMarked
package dev.latchkey.link.publiclink;

import org.jspecify.annotations.NullMarked;
