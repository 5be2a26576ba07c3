/** Keys and secrets of the signed-request dialect. */
@NullMarked
package dev.latchkey.auth.apikey;

import org.jspecify.annotations.NullMarked;
