package dev.latchkey.link.publiclink;

import dev.latchkey.protocol.value.FileId;
import java.util.Optional;

/**
 * Somebody who wants what a link leads to.
 *
 * @param file which file, where the link leads to many
 * @param password what they say the link's password is
 * @param address where they come from, for throttling
 */
public record Visit(Optional<FileId> file, Optional<String> password, String address) {

    @Override
    public String toString() {
        return "Visit[file=" + file + ", address=" + address + "]";
    }
}
