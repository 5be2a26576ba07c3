/** The bytes themselves: named by their SHA-256, written once, kept while a file or revision refers to them. */
@NullMarked
package dev.latchkey.file.blob;

import org.jspecify.annotations.NullMarked;
