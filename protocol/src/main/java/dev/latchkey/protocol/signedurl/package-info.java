/**
 * Signed URLs: what link-service grants and file-service serves, in one token that needs no database to check. Byte
 * layout, test vectors and key rotation: {@code docs/signed-urls.md}.
 */
@NullMarked
package dev.latchkey.protocol.signedurl;

import org.jspecify.annotations.NullMarked;
