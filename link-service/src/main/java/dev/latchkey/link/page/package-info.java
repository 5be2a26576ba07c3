/** What a browser sees at a link's address. */
@NullMarked
package dev.latchkey.link.page;

import org.jspecify.annotations.NullMarked;
