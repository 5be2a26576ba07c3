/** auth-service: who is calling, and may they do this. */
@NullMarked
package dev.latchkey.auth;

import org.jspecify.annotations.NullMarked;
