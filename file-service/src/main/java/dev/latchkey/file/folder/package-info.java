/** Folders: an account's tree, its names, and the methods that make, list and delete them. */
@NullMarked
package dev.latchkey.file.folder;

import org.jspecify.annotations.NullMarked;
