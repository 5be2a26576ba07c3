/** What the services tell each other: plain records, JSON on the wire. */
@NullMarked
package dev.latchkey.protocol.remote;

import org.jspecify.annotations.NullMarked;
