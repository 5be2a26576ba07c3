/** The whole of Latchkey on one machine by one command: embedded PostgreSQL, three services, one address. */
@NullMarked
package dev.latchkey.local;

import org.jspecify.annotations.NullMarked;
