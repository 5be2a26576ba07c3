/** Files that could be made or fetched again, kept on the disk of this replica as long as there is room. */
@NullMarked
package dev.latchkey.file.cache;

import org.jspecify.annotations.NullMarked;
