@NullMarked
package dev.latchkey.file;

import org.jspecify.annotations.NullMarked;
