/** What a client asks about the server itself: addresses and host names. */
@NullMarked
package dev.latchkey.auth.server;

import org.jspecify.annotations.NullMarked;
