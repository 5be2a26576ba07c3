/** The content path: a signed URL goes in, bytes come out, and nobody is asked on the way. */
@NullMarked
package dev.latchkey.file.download;

import org.jspecify.annotations.NullMarked;
