/** What the other services may ask: what a file is, and how much an account stores. */
@NullMarked
package dev.latchkey.file.internal;

import org.jspecify.annotations.NullMarked;
