/** From a link or an owner's file to a signed URL that the content path serves without asking anybody. */
@NullMarked
package dev.latchkey.link.resolve;

import org.jspecify.annotations.NullMarked;
