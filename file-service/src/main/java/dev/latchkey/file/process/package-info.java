/** Other programs, run on a short leash. */
@NullMarked
package dev.latchkey.file.process;

import org.jspecify.annotations.NullMarked;
