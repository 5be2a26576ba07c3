/** How one service asks another. */
@NullMarked
package dev.latchkey.protocol.neighbour;

import org.jspecify.annotations.NullMarked;
