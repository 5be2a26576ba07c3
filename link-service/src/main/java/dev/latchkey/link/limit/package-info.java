/** How long and how often a link may be used. Pure: no database, no clock of its own. */
@NullMarked
package dev.latchkey.link.limit;

import org.jspecify.annotations.NullMarked;
