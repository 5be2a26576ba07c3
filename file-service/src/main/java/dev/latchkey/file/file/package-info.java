/** Files: their names, revisions and metadata, and the methods that look at, rename and delete them. */
@NullMarked
package dev.latchkey.file.file;

import org.jspecify.annotations.NullMarked;
