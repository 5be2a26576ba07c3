/** What a caller may do in a folder: everything in their own tree, elsewhere what auth-service says. */
@NullMarked
package dev.latchkey.file.access;

import org.jspecify.annotations.NullMarked;
