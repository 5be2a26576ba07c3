/** How an API method is declared, reached and answered; the only package here that knows Quarkus. */
@NullMarked
package dev.latchkey.protocol.rpc;

import org.jspecify.annotations.NullMarked;
