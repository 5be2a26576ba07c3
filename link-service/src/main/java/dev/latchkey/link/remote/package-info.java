/** What link-service asks its neighbours: ports, and their REST implementations. */
@NullMarked
package dev.latchkey.link.remote;

import org.jspecify.annotations.NullMarked;
