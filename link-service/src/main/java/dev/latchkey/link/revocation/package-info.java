/** The feed of dead URLs, followed by every file-service replica. */
@NullMarked
package dev.latchkey.link.revocation;

import org.jspecify.annotations.NullMarked;
