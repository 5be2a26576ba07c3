/** A walk through the main journey with real sound, as a person would want to read it. */
@NullMarked
package dev.latchkey.local.demo;

import org.jspecify.annotations.NullMarked;
