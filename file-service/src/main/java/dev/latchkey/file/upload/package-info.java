/** Contents on their way in: multipart and raw bodies, streamed to the blob store, then given a name. */
@NullMarked
package dev.latchkey.file.upload;

import org.jspecify.annotations.NullMarked;
