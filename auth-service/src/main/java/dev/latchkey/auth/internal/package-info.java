/** What the other services may ask. Not routed by the gateway; only a service's own JWT passes. */
@NullMarked
package dev.latchkey.auth.internal;

import org.jspecify.annotations.NullMarked;
