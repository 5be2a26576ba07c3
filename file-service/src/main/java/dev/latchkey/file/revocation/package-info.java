/** The feed of links that are dead although their URLs still carry a valid signature. */
@NullMarked
package dev.latchkey.file.revocation;

import org.jspecify.annotations.NullMarked;
