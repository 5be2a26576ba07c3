/** What links have really sent, told to link-service at least once. */
@NullMarked
package dev.latchkey.file.traffic;

import org.jspecify.annotations.NullMarked;
