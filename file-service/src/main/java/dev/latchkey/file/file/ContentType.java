package dev.latchkey.file.file;

import dev.latchkey.protocol.remote.Category;
import dev.latchkey.protocol.remote.Icon;

/**
 * What kind of file something is.
 *
 * @param mimeType such as {@code audio/mpeg}
 * @param icon its icon
 * @param category its category
 * @param hasThumb whether a thumbnail can be made of such files
 */
record ContentType(String mimeType, Icon icon, Category category, boolean hasThumb) {

    /** What nothing is known of. */
    static final ContentType UNKNOWN = new ContentType("application/octet-stream", Icon.FILE, Category.OTHER, false);
}
