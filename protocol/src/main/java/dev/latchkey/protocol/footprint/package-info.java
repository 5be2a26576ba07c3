/** How little memory an executable keeps when it has nothing to do; see {@code docs/adr/0019-pages-of-the-start.md}. */
@NullMarked
package dev.latchkey.protocol.footprint;

import org.jspecify.annotations.NullMarked;
