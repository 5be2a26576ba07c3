@NullMarked
package dev.latchkey.link;

import org.jspecify.annotations.NullMarked;
