/** Ids, names, paths and times of the dialects as types: parsed at the edge, trusted inside. */
@NullMarked
package dev.latchkey.protocol.value;

import org.jspecify.annotations.NullMarked;
