/** Who is calling: log-in, auth tokens, and the short-lived JWT the other services and gateways verify. */
@NullMarked
package dev.latchkey.auth.session;

import org.jspecify.annotations.NullMarked;
